import fc from 'fast-check';
import { differing, merge } from './drafts.rules.ts';

interface Draft {
  name: string;
  minutes: number;
  breaks: string[];
}
const loaded: Draft = { name: 'Thames', minutes: 10, breaks: ['12:00'] };

describe('a draft that meets a newer version', () => {
  it('takes over what others changed and keeps what was typed', () => {
    const typed = { ...loaded, minutes: 20 };
    const latest = { ...loaded, name: 'Tide' };
    expect(merge(loaded, typed, latest)).toEqual({
      draft: { name: 'Tide', minutes: 20, breaks: ['12:00'] },
      changed: ['name'],
      kept: [],
    });
  });

  it('keeps the typed value where both changed one field, and says so', () => {
    const merged = merge(loaded, { ...loaded, name: 'Wharf' }, { ...loaded, name: 'Tide' });
    expect(merged.draft.name).toBe('Wharf');
    expect(merged).toMatchObject({ changed: ['name'], kept: ['name'] });
  });

  it('does not call it a conflict when both typed the same', () => {
    const both = { ...loaded, breaks: [] };
    expect(merge(loaded, both, both)).toEqual({ draft: both, changed: ['breaks'], kept: [] });
  });
});

const drafts = fc.record({
  name: fc.constantFrom('Thames', 'Tide'),
  minutes: fc.constantFrom(10, 20),
  breaks: fc.array(fc.constantFrom('12:00', '15:00'), { maxLength: 2 }),
});

it('loses nothing typed and undoes nothing of the others, whatever was changed', () => {
  fc.assert(
    fc.property(drafts, drafts, drafts, (base, typed, latest) => {
      const { draft } = merge(base, typed, latest);
      for (const field of differing(base, typed)) expect(draft[field]).toEqual(typed[field]);
      const untouched = (Object.keys(base) as (keyof Draft)[]).filter(
        (field) => !differing(base, typed).includes(field),
      );
      for (const field of untouched) expect(draft[field]).toEqual(latest[field]);
    }),
  );
});
