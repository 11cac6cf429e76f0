import { redFlagScreen } from '@limber/evidence';
import { emptyDraft } from './draft.ts';
import { isStopped, messagesFor } from './stopped.rules.ts';

const all = redFlagScreen.flatMap(({ questions }) => questions.map(({ code }) => code));
const view = (decision: string) =>
  ({ ...emptyDraft, screening: [], recommendation: { decision } }) as unknown as typeof emptyDraft;

describe('the way to a booking', () => {
  it.each(all)('is closed by %s, whatever the api has said or not', (code) => {
    expect(isStopped({ ...emptyDraft, screening: [code] })).toBe(true);
    expect(isStopped({ ...view('recommend'), screening: [code] })).toBe(true);
  });

  it('is closed by an answer that nobody knows', () => {
    expect(isStopped({ ...emptyDraft, screening: ['of_another_version'] })).toBe(true);
  });

  it.each(['do_not_book', 'clearance_needed'])('is closed by the decision %s', (decision) => {
    expect(isStopped(view(decision))).toBe(true);
  });

  it('is closed by a safety message of the api', () => {
    const [message] = messagesFor(['dark_urine'], 'GB');
    if (!message) throw new Error('no message');
    expect(isStopped({ ...emptyDraft, screening: [], safety: [message] })).toBe(true);
  });

  it('is open to "none of these", and to whoever was not asked yet: the form asks', () => {
    expect(isStopped({ ...emptyDraft, screening: [] })).toBe(false);
    expect(isStopped(view('recommend_with_caution'))).toBe(false);
    expect(isStopped(emptyDraft)).toBe(false);
  });
});

describe('what to do about a sign', () => {
  it.each([
    ['GB', ['111', '999']],
    ['US', ['911']],
    ['DE', ['112']],
    ['', ['112']],
  ])('names the numbers of %s', (country, numbers) => {
    const [message] = messagesFor(['dark_urine'], country);
    expect(message?.numbers.map(({ number }) => number)).toEqual(numbers);
  });

  it('is said for every sign, once', () => {
    expect(messagesFor([...all, ...all], 'GB').map(({ code }) => code)).toEqual(all);
  });

  it('is not made up for a code that nobody knows', () => {
    expect(messagesFor(['of_another_version'], 'GB')).toEqual([]);
  });
});
