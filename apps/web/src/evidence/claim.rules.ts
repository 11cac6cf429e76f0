import { type Claim, claims, overdueClaims } from '@limber/evidence';

export const benefits: readonly Claim[] = claims.filter((claim) => claim.articleSection !== null);
export const supporting: readonly Claim[] = claims.filter((claim) => claim.articleSection === null);

/** The six benefits first, then what the rules rest on besides. */
export const inOrder: readonly Claim[] = [...benefits, ...supporting];

/** An address may have been typed by hand: "c1" is C1. */
export const claimOf = (id: string): Claim | undefined =>
  claims.find((claim) => claim.id === id.toUpperCase());

export const neighbours = (
  claim: Claim,
): { before: Claim | undefined; after: Claim | undefined } => {
  const at = inOrder.indexOf(claim);
  return { before: inOrder[at - 1], after: inOrder[at + 1] };
};

/** `today` is an ISO date of the clinic's calendar. */
export const isOverdue = (claim: Claim, today: string): boolean =>
  overdueClaims([claim], today).length > 0;

/** From what the hours of a claim are counted: the massage, an event, else the end of the training. */
export const frameOf = ({ id }: Pick<Claim, 'id'>): 'massage' | 'event' | 'training' =>
  id === 'C4' || id === 'C5' ? 'massage' : id === 'X3' ? 'event' : 'training';

const PERSON = /^(.+?)\s\p{Lu}{1,4}$/u;

/** The family names of "Guo J, Li L"; an office or a page keeps its whole name. */
export function familyNames(authors: string): { names: readonly string[]; hasMore: boolean } {
  const parts = authors.split(', ').filter((part) => part !== 'et al.');
  const names = parts.map((part) => PERSON.exec(part)?.[1]);
  if (names.includes(undefined)) return { names: [authors], hasMore: false };
  return { names: names.filter((name) => name !== undefined), hasMore: authors.includes('et al.') };
}
