import type { OutcomeReport } from '@limber/contracts';

type Kind = OutcomeReport['rates'][number]['kind'];

export const reportTexts = {
  title: 'Check-ins and answers',
  lead: 'How many answered, and how their soreness spread. Counts only: nobody by themselves.',
  period: 'Period',
  days: (count: number) => `The last ${count} days`,
  kind: {
    checkin_24: '24 h',
    checkin_48: '48 h',
    checkin_72: '72 h',
  } satisfies Record<Kind, string>,
  answered: (answered: number, asked: number) => `${answered} of ${asked} answered`,
  nobody: 'Nobody was asked in this time.',
  harm: (count: number) =>
    count === 0
      ? 'No harm after a massage was reported.'
      : `Harm after a massage was reported ${count === 1 ? 'once' : `${count} times`}.`,
  services: 'Soreness by session, 0 to 10',
  servicesLead: 'Only what was answered after the massage. What came before it is the baseline.',
  therapists: 'By therapist',
  therapistsLead: (least: number) =>
    `In the order of names, and only from ${least} answers on. The difference between two of them may be nothing but who came to whom.`,
  noTherapist: (least: number) => `Nobody has ${least} answers in this time.`,
  therapist: 'Therapist',
  check: 'Check-in',
  count: 'Answers',
  middle: 'Median',
  half: 'Middle half',
  between: (low: string, high: string) => `${low} to ${high}`,
  tooFew: (least: number) => `fewer than ${least}`,
  csv: 'Download as CSV',
  file: (from: string, to: string) => `check-ins-${from}-${to}.csv`,
  csvHead: ['session', 'check_in', 'answers', 'median', 'q1', 'q3'] as readonly string[],
} as const;
