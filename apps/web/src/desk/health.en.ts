import type { DeskBookingCard, SessionType } from '@limber/contracts';

type Health = NonNullable<DeskBookingCard['health']>;
type TrainingType = NonNullable<Health['trainingType']>;
type Pressure = Health['pressureCap'];

export const workWords: Record<SessionType, string> = {
  recovery_light: 'light recovery work',
  sports_massage: 'sports massage',
  deep_tissue: 'deep tissue work',
  mobility: 'mobility work',
  relaxation: 'calm massage',
};

export const trainingWords: Record<TrainingType, string> = {
  eccentric: 'downhill or jumps',
  unfamiliar: 'something unfamiliar',
  long_endurance: 'a long run or ride',
  intervals: 'intervals',
  heavy_strength: 'heavy weights',
  mixed: 'mixed training',
  rest: 'a rest day',
};

export const pressureWords: Record<Pressure, string> = {
  light: 'light pressure',
  moderate: 'moderate pressure',
  firm: 'firm pressure',
};

const checkInHours: Readonly<Record<string, string>> = {
  checkin_24: '24 h',
  checkin_48: '48 h',
  checkin_72: '72 h',
};
const saidAt = (kind: string): string =>
  kind === 'aftercare' ? 'at first' : `at ${checkInHours[kind] ?? kind}`;

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const healthTexts = {
  trained: (hours: number | null, type: TrainingType, rpe: number | null) => {
    const when =
      hours === null
        ? `After ${trainingWords[type]}`
        : `${Math.round(hours)} h after ${trainingWords[type]}`;
    return rpe === null ? when : `${when}, RPE ${rpe}`;
  },
  restDay: 'Rest day before the visit',
  noTraining: 'No training given',
  work: (type: SessionType | null, minutes: number | null, pressure: Pressure | null) =>
    capital(
      [type && workWords[type], minutes && `${minutes} min`, pressure && pressureWords[pressure]]
        .filter(Boolean)
        .join(', '),
    ),
  cap: (pressure: Pressure, minutes: number | null) =>
    [pressure !== 'firm' && pressureWords[pressure], minutes && `${minutes} min`]
      .filter(Boolean)
      .join(', '),
  atMost: (limit: string) => `At most ${limit}`,
  suggested: (work: string) => `Suggested: ${work.charAt(0).toLowerCase()}${work.slice(1)}`,
  where: (areas: string) => `Trained: ${areas}`,
  soreness: (n: number) => `Soreness ${n} of 10 when booking`,
  last: (answers: readonly { kind: string; soreness: number }[]) =>
    `Soreness last time: ${answers
      .map(({ kind, soreness }) => `${soreness} ${saidAt(kind)}`)
      .join(', ')}`,
  labels: {
    training: 'Training',
    work: 'Suggested',
    cap: 'Limit',
    note: 'Mind',
    last: 'Last response',
    areas: 'Where',
    soreness: 'Soreness',
  },
  of: (name: string) => `Answers of ${name}`,
  harm: 'Told us after a massage',
  harmTold: (when: string, told: readonly string[]) => `${when}: ${told.join('; ')}`,
  section: 'Health answers',
  open: 'Open the health answers',
  recorded: 'Opening this is recorded with your name and the time.',
  wasRecorded: (when: string) => `Opened at ${when}; this is recorded.`,
  close: 'Close the health answers',
  notNow: 'Health answers can be opened from 30 days before the visit until 90 days after it.',
  screening: 'Warning signs, asked with this booking',
  intake: 'Health questions',
  noIntake: 'The longer health questions have not been answered yet.',
  intakeDue: (when: string) => `Due again since ${when}: ask before you start.`,
  answeredAt: (when: string, version: string) => `Answered ${when}, questions ${version}`,
  noneYes: 'Every question was answered with no.',
  noScreening: 'The form has not been answered.',
  yesTo: 'Answered yes',
  place: (area: string) => `Place: ${area}`,
  avoid: (areas: string) => `Leave out: ${areas}`,
  training: 'Training and soreness',
  length: (minutes: number) => `${minutes} min`,
  ended: (when: string) => `Ended ${when}`,
  clientNote: 'In the client’s words',
  suggestion: 'What was suggested',
  noSuggestion: 'No suggestion was asked for.',
  reasons: 'Why',
  cautions: 'Cautions',
  rules: (version: string, when: string) =>
    `Said on ${when} by rules ${version}; kept as it was said`,
  focus: (areas: string) => `On ${areas}`,
} as const;
