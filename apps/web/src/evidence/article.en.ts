export interface ArticleLine {
  readonly claimId: string;
  readonly says: string;
  readonly found: string;
  readonly verdict: string;
}

/** What the article of the six benefits says in our words, and what its studies would have said. */
export const articleLines: readonly ArticleLine[] = [
  {
    claimId: 'C1',
    says: 'Massage makes the soreness of the next one to three days clearly smaller.',
    found:
      'Reviews agree on the direction. The drop is usually small, and the most careful trials show the smallest or none.',
    verdict: 'Holds, but smaller',
  },
  {
    claimId: 'C2',
    says: 'Massage sends more blood and lymph through the muscle, without load.',
    found:
      'Direct measurements show no rise in muscle blood flow, or a fall. What holds is that it adds no load.',
    verdict: 'Corrected',
  },
  {
    claimId: 'C3',
    says: 'Massage calms inflammation and so supports adaptation.',
    found:
      'Two very small laboratory studies saw signals that partly disagree. Nobody has shown better adaptation.',
    verdict: 'Unproven',
  },
  {
    claimId: 'C4',
    says: 'Massage calms the nervous system, and the next session moves better.',
    found:
      'People are calmer for minutes, and quiet rest does part of it. No trial shows a better next session.',
    verdict: 'Holds for minutes',
  },
  {
    claimId: 'C5',
    says: 'Joints move further because connective tissue softens.',
    found: 'Joints often move a little further right after. Stiffness does not change.',
    verdict: 'Corrected',
  },
  {
    claimId: 'X3',
    says: 'Strength and performance are not reduced.',
    found: 'Later in the day usually not. In the minutes before explosive effort they can be.',
    verdict: 'Corrected',
  },
  {
    claimId: 'C6',
    says: 'Massage helps people to keep training.',
    found: 'No study has tested how often anybody trains with massage and without.',
    verdict: 'Untested',
  },
];
