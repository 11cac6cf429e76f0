import type { Claim, Study } from './evidence.contract.ts';
import { overdueClaims, validateEvidence } from './evidence.rules.ts';

/**
 * What stands in the way of a release on `on` (ISO date): an unsound collection, or a claim whose review is
 * older than 24 months. Empty = ready. Start and test never ask this: they do not depend on today's date.
 */
export const releaseProblems = (
  claims: readonly Claim[],
  studies: readonly Study[],
  on: string,
): readonly string[] => [
  ...validateEvidence(claims, studies),
  ...overdueClaims(claims, on).map(
    ({ id, title, dateChecked }) => `${id}: review overdue, last checked ${dateChecked} (${title})`,
  ),
];
