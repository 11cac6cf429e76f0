import type { IntakeGroup } from '@limber/contracts';
import { answersToSend, gapIn, sayNone, tick, togglePlace } from './intake.rules.ts';

const question = (code: string, needsArea = false) => ({ code, text: `${code}?`, needsArea });
const heart: IntakeGroup = { id: 'heart', title: 'Heart', questions: [question('bp')] };
const skin: IntakeGroup = {
  id: 'skin',
  title: 'Skin',
  questions: [question('bruise', true), question('eczema', true)],
};

describe('the answers of the intake', () => {
  it('are open until each group is answered, with a tick or with none of these', () => {
    expect(gapIn(heart, {})).toBe('missing');
    expect(gapIn(heart, sayNone({}, 'heart', true))).toBeNull();
    expect(gapIn(heart, tick({}, 'heart', 'bp', true))).toBeNull();
    expect(gapIn(heart, tick(tick({}, 'heart', 'bp', true), 'heart', 'bp', false))).toBe('missing');
  });

  it('say none or some, never both', () => {
    const none = sayNone(tick({}, 'heart', 'bp', true), 'heart', true);
    expect(answersToSend([heart], none)).toEqual({ heart: [] });
    expect(answersToSend([heart], tick(none, 'heart', 'bp', true))).toEqual({ heart: ['bp'] });
    expect(tick(none, 'heart', 'bp', true)['heart']?.isNone).toBe(false);
  });

  it('need a place where the question asks for one, and send one code a place', () => {
    const ticked = tick({}, 'skin', 'bruise', true);
    expect(gapIn(skin, ticked)).toBe('place');
    const placed = togglePlace(
      togglePlace(ticked, 'skin', 'bruise', 'legs'),
      'skin',
      'bruise',
      'neck',
    );
    expect(gapIn(skin, placed)).toBeNull();
    expect(answersToSend([heart, skin], placed)).toEqual({
      heart: [],
      skin: ['bruise:legs', 'bruise:neck'],
    });
    expect(
      gapIn(
        skin,
        togglePlace(togglePlace(placed, 'skin', 'bruise', 'legs'), 'skin', 'bruise', 'neck'),
      ),
    ).toBe('place');
  });
});
