import { redFlagScreen } from '@limber/evidence';
import { codesToSend, isLineOn, toggleCode, toggleLine } from './red-flags.rules.ts';

const line = (id: string) => {
  const found = redFlagScreen.find((each) => each.id === id);
  if (!found) throw new Error(id);
  return found;
};
const clot = line('clot');

describe('ticking red flags', () => {
  it('sends nothing when nothing is ticked', () => {
    expect(codesToSend([])).toEqual([]);
  });

  it('takes a line that is ticked as a whole for every sign in it', () => {
    expect(codesToSend(toggleLine(clot, true, []))).toEqual(['dvt_signs', 'dvt_current']);
  });

  it('sends the exact sign alone once it is named', () => {
    const ticked = toggleCode(clot, 'dvt_signs', true, toggleLine(clot, true, []));
    expect(codesToSend(ticked)).toEqual(['dvt_signs']);
  });

  it('keeps the line a yes when its last exact sign is unticked', () => {
    const ticked = toggleCode(clot, 'dvt_signs', false, ['dvt_signs']);
    expect(isLineOn(clot, ticked)).toBe(true);
    expect(codesToSend(ticked)).toHaveLength(2);
  });

  it('is "none of these" again only when the line itself is unticked', () => {
    const ticked = toggleLine(clot, false, toggleLine(clot, true, []));
    expect(ticked).toEqual([]);
  });

  it('names the sign at once where a line has only one', () => {
    expect(toggleLine(line('pregnancy'), true, [])).toEqual(['pregnancy_warning']);
  });
});
