/** Pure rules of a draft: what was typed, against what was loaded and what stands by now. */

export const same = (one: unknown, other: unknown): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

export type FieldsOf<Draft> = (keyof Draft & string)[];

/** The fields in which two drafts differ. */
export const differing = <Draft extends object>(one: Draft, other: Draft): FieldsOf<Draft> =>
  (Object.keys(one) as FieldsOf<Draft>).filter((field) => !same(one[field], other[field]));

export interface Merged<Draft> {
  draft: Draft;
  /** What somebody else changed while this draft was open. */
  changed: FieldsOf<Draft>;
  /** Of those, what was changed here too: this draft keeps its own. */
  kept: FieldsOf<Draft>;
}

/** Nothing typed is lost, and nothing of the others is undone unseen. */
export function merge<Draft extends object>(
  loaded: Draft,
  typed: Draft,
  latest: Draft,
): Merged<Draft> {
  const mine = differing(loaded, typed);
  const changed = differing(loaded, latest);
  const draft = { ...latest };
  for (const field of mine) draft[field] = typed[field];
  return {
    draft,
    changed,
    kept: changed.filter((field) => mine.includes(field) && !same(typed[field], latest[field])),
  };
}
