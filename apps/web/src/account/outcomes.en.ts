import type { OutcomeVerdict } from '@limber/contracts';
import { trainingTexts } from '../booking/training.en.ts';

const { short } = trainingTexts.what;

export const outcomesTexts = {
  title: 'Your own answers over time',
  lead: 'What you told us after each training, against what you told us before the massage.',
  none: 'There is no answer that could be shown here.',
  until: (when: string) => `This link works until ${when}.`,
  kind: { ...short, rest: 'Rest day' },
  trained: (kind: string, when: string) => `${kind}, ${when}`,
  visit: (when: string) => `Visit on ${when}`,
  verdict: {
    too_few: 'Too few answers to say anything.',
    no_clear_change:
      'Less than two points from before the massage. That is within what answers vary by.',
    lower:
      'Two points or more below what you said before the massage. Soreness also goes down by itself, so this does not show what the massage did.',
    higher: 'Two points or more above what you said before the massage.',
  } satisfies Record<OutcomeVerdict, string>,
  baseline: (value: number) => `Before the massage: ${value} of 10.`,
  noVisit: 'There was no massage to compare with.',
  noBaseline: 'Nothing was said before the massage to compare with.',
  band: 'likely range',
  massage: 'massage',
  soreness: 'Soreness, 0 to 10',
  axis: 'Hours after training',
  axisVisit: 'Hours after the visit',
  picture: (count: number) => `Your answers: ${count}. The table has the numbers.`,
  about: 'The band is where soreness after such training often lies. It is not a forecast for you.',
  table: 'Show as a table',
  tableHide: 'Show as a picture',
  csv: 'Download as CSV',
  file: 'own-answers.csv',
  when: 'When',
  hours: (hours: number) => `${hours} h`,
  side: { baseline: 'before', at_visit: 'after the visit', after: 'after' },
  noSide: 'none',
  sideTitle: 'Massage',
  csvHead: ['at', 'hours', 'soreness', 'massage'] as readonly string[],
} as const;
