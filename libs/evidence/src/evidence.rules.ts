import { CERTAINTIES, type Claim, type Study } from './evidence.contract.ts';

const REVIEW_YEARS = 2;

const duplicates = (ids: readonly string[]): string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index);

const claimProblems = (claim: Claim, known: ReadonlySet<string>): string[] => {
  const problems: string[] = [];
  const texts = ['title', 'plainLanguage', 'mechanism', 'caveat', 'certaintyReason'] as const;
  for (const field of texts) {
    if (!claim[field]) problems.push(`${claim.id}: ${field} is empty`);
  }
  if (!CERTAINTIES.includes(claim.certainty)) problems.push(`${claim.id}: certainty is missing`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(claim.dateChecked)) {
    problems.push(`${claim.id}: dateChecked is not a date`);
  }
  if (claim.studies.length === 0) problems.push(`${claim.id}: no study`);
  for (const id of [...claim.studies, ...claim.disagreement]) {
    if (!known.has(id)) problems.push(`${claim.id}: unknown study ${id}`);
  }
  if (claim.copyAllowed.length === 0) problems.push(`${claim.id}: no allowed copy`);
  if (claim.copyForbidden.length === 0) problems.push(`${claim.id}: no forbidden copy`);
  return problems;
};

const studyProblems = (study: Study): string[] => {
  const problems: string[] = [];
  for (const field of ['title', 'design', 'measured', 'direction', 'verifiedScope'] as const) {
    if (!study[field]) problems.push(`${study.id}: ${field} is empty`);
  }
  if (study.confidence !== 'verified' && study.confidence !== 'from memory') {
    problems.push(`${study.id}: confidence is missing`);
  }
  if (!/^https?:\/\//.test(study.url)) problems.push(`${study.id}: url is not a web address`);
  return problems;
};

/** Everything wrong with the collection, each line naming its offender; empty = sound. */
export const validateEvidence = (
  claims: readonly Claim[],
  studies: readonly Study[],
): readonly string[] => {
  const known = new Set(studies.map((study) => study.id));
  return [
    ...duplicates(claims.map((claim) => claim.id)).map((id) => `${id}: claim id used twice`),
    ...duplicates(studies.map((study) => study.id)).map((id) => `${id}: study id used twice`),
    ...claims.flatMap((claim) => claimProblems(claim, known)),
    ...studies.flatMap(studyProblems),
  ];
};

/**
 * Claims whose review is older than 24 months on `on` (ISO date). For the release check only: start and
 * test never depend on today's date. ISO dates compare as text.
 */
export const overdueClaims = (claims: readonly Claim[], on: string): readonly Claim[] =>
  claims.filter((claim) => {
    const year = Number(claim.dateChecked.slice(0, 4)) + REVIEW_YEARS;
    return `${String(year).padStart(4, '0')}${claim.dateChecked.slice(4)}` < on;
  });
