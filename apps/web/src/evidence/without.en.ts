/** Fair alternatives, in the words of the claims they come from; nothing is promised for them either. */
export const withoutTexts = {
  title: 'What if I skip massage?',
  lead: 'Then soreness runs its own course. These cost nothing, and stand beside a massage, not behind it.',
  ways: [
    {
      name: 'Waiting',
      text: 'Soreness after training is mostly gone within about a week by itself. Some people need ten days.',
      claimId: 'X1',
    },
    {
      name: 'Light movement',
      text: 'In one trial of 20 people, light exercise eased sore muscle for a short while as well as massage did.',
      claimId: 'C1',
      isOneTrial: true,
    },
    {
      name: 'Quiet rest',
      text: 'Lying still may bring part of the calm that a massage may bring.',
      claimId: 'C4',
    },
    {
      name: 'Sleep',
      text: 'We have collected no studies on sleep, so we put no number on it. Massage does not replace it, nor food, nor rest days.',
      claimId: null,
    },
  ] as readonly {
    readonly name: string;
    readonly text: string;
    readonly claimId: string | null;
    readonly isOneTrial?: boolean;
  }[],
  miss: 'What you may miss: usually a small drop in soreness, which some people do not notice (moderate certainty), and a calm hour (low certainty).',
  oneTrial: 'One trial, not graded by itself',
  claim: (title: string) => `Evidence: ${title}`,
} as const;
