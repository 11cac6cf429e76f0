import { articleClaims } from './claims/article.data.ts';
import { supportClaims } from './claims/support.data.ts';
import type { Claim, Study } from './evidence.contract.ts';
import { reviewsStudies } from './studies/reviews.data.ts';
import { sorenessStudies } from './studies/soreness.data.ts';
import { sorenessMoreStudies } from './studies/soreness-more.data.ts';
import { circulationStudies } from './studies/circulation.data.ts';
import { calmStudies } from './studies/calm.data.ts';
import { movementStudies } from './studies/movement.data.ts';
import { courseStudies } from './studies/course.data.ts';
import { measuresStudies } from './studies/measures.data.ts';
import { safetyStudies } from './studies/safety.data.ts';

/** About the collection as a whole; printed on the evidence pages. */
export const evidenceMeta = {
  version: '1.0',
  compiled: '2026-11-23',
  /** A clinician's name and date once somebody has reviewed it; until then every page says that nobody has. */
  reviewedBy: null as string | null,
  articleTitleParaphrase:
    'Six ways massage is said to help muscle recovery (source article names no studies)',
  scope: 'C1-C6 = the six article sections; X1-X10 = supporting claims the rules need',
  confidenceKey: {
    verified:
      'the text named in verifiedScope was read in a stored page at url; in most cases this is the abstract, not the full paper',
    'from memory':
      'not confirmed in a stored page; do not print the result in customer copy until checked',
  },
  gradeKey: 'GRADE-like: high / moderate / low / very low',
  timeWindowNote:
    'timeWindowHours = hours after training end at which an effect was measured (C4, C5: hours after the massage; X3: hours relative to the event, negative = before). Booking windows are in rules.md.',
  nullMeans: 'value not seen or not sure; never fill by guess',
  urlNote: 'pages that were read; tracking and proxy parts were trimmed',
  articleCorrections: [
    'Article: massage raises blood flow. Direct studies say no change or less (C2).',
    'Article: calms inflammation, supports adaptation. Unproven (C3).',
    'Article: softer connective tissue. Stiffness does not change (C5).',
    'Article: without reducing performance. Can reduce it in the minutes before explosive effort (X3).',
    'Article: consistency. Untested (C6).',
  ],
} as const;

export const claims: readonly Claim[] = [...articleClaims, ...supportClaims];

export const studies: readonly Study[] = [
  ...reviewsStudies,
  ...sorenessStudies,
  ...sorenessMoreStudies,
  ...circulationStudies,
  ...calmStudies,
  ...movementStudies,
  ...courseStudies,
  ...measuresStudies,
  ...safetyStudies,
];
