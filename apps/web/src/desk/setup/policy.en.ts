import type { ClinicPolicies } from '@limber/contracts';

type Policy = keyof ClinicPolicies;

const minutes = 'minutes';

/** "1 day and 2 hours", for minutes. */
function span(total: number): string {
  const parts = [
    [Math.floor(total / 1440), 'day'],
    [Math.floor((total % 1440) / 60), 'hour'],
    [total % 60, 'minute'],
  ] as const;
  const words = parts
    .filter(([n]) => n > 0)
    .map(([n, unit]) => `${n} ${unit}${n === 1 ? '' : 's'}`);
  return words.join(' and ') || '0 minutes';
}

type Group = keyof typeof policyTexts.groups;

interface Option {
  value: number | string;
  label: string;
}

/** How a policy is set. `fallback` is what it becomes when its limit is switched on. */
export type Control =
  | { kind: 'number'; min: number; max: number; fallback?: number }
  | { kind: 'time'; fallback?: string }
  | { kind: 'pick'; options: readonly Option[] }
  | { kind: 'switch' };

const number = (min: number, max: number, fallback?: number): Control => ({
  ...{ kind: 'number', min, max },
  ...(fallback !== undefined && { fallback }),
});

const steps: readonly Option[] = [
  ...[5, 10, 15, 20, 30, 60].map((value) => ({ value, label: `Every ${value} minutes` })),
  { value: 'session', label: 'The session’s own length' },
  { value: 'shortest', label: 'The shortest sellable session' },
];

export interface PolicyField<Value> {
  group: Group;
  control: Control;
  label: string;
  unit: string;
  /** What the value does, in plain words. */
  effect: (value: Value) => string;
}

/**
 * Every policy with its words and limits, in the order in which it is read. A policy that is missing here does
 * not compile: what nobody can read or set would rule the book unseen.
 */
export const policyFields: { [Name in Policy]: PolicyField<ClinicPolicies[Name]> } = {
  noticeMin: {
    group: 'when',
    control: number(0, 10_080),
    label: 'Notice',
    unit: minutes,
    effect: (n) =>
      n === 0
        ? 'Clients can book a time that starts at once.'
        : `A time that starts in less than ${span(n)} is not offered.`,
  },
  sameDayCutoff: {
    group: 'when',
    control: { kind: 'time', fallback: '12:00' },
    label: 'Same-day cut-off',
    unit: '',
    effect: (time) =>
      time === null
        ? 'Today is sold until the notice runs out.'
        : `After ${time} nothing more is sold for the same day.`,
  },
  horizonDays: {
    group: 'when',
    control: number(1, 365),
    label: 'Horizon',
    unit: 'days',
    effect: (n) => `Clients see ${n} days ahead; each midnight brings one more.`,
  },
  gridStepMin: {
    group: 'grid',
    control: { kind: 'pick', options: steps },
    label: 'Start times',
    unit: '',
    effect: (step) => {
      if (step === 'session') return 'Sessions follow each other in steps of their own length.';
      if (step === 'shortest') return 'Sessions start in steps of the shortest sellable session.';
      return `Sessions start every ${step} minutes from the start of the shift, and right after another session.`;
    },
  },
  shortestSellableMin: {
    group: 'grid',
    control: number(5, 240),
    label: 'Shortest sellable session',
    unit: minutes,
    effect: (n) => `A gap shorter than ${n} minutes counts as one that nobody can buy.`,
  },
  orphanGapRule: {
    group: 'grid',
    control: { kind: 'switch' },
    label: 'Leave no gap that nobody can buy',
    unit: '',
    effect: (is) =>
      is
        ? 'A start that would leave such a gap is not offered. The day fills up tighter; clients see fewer times.'
        : 'Every free start is offered, also one that leaves a gap nobody can buy.',
  },
  deepTissueInARow: {
    group: 'work',
    control: number(1, 10, 3),
    label: 'Deep tissue in a row, at most',
    unit: 'sessions',
    effect: (n) =>
      n === null
        ? 'A therapist may do any number of deep-tissue sessions one after the other.'
        : `After ${n} deep-tissue ${n === 1 ? 'session' : 'sessions'} in a row a therapist rests or does lighter work.`,
  },
  deepTissueRestMin: {
    group: 'work',
    control: number(5, 240),
    label: 'Rest after them',
    unit: minutes,
    effect: (n) => `${n} minutes without a session end such a row.`,
  },
  holdMin: {
    group: 'hold',
    control: number(1, 60),
    label: 'A picked time is kept',
    unit: minutes,
    effect: (n) =>
      `While a client fills in the form nobody else can take the time, for ${n} minutes.`,
  },
  holdExtendedMin: {
    group: 'hold',
    control: number(1, 60),
    label: 'Extended once, to',
    unit: minutes,
    effect: (n) => `Pressed once, it is kept until ${n} minutes after it was picked.`,
  },
  liveHoldsPerAddress: {
    group: 'hold',
    control: number(1, 10_000),
    label: 'Kept times per internet connection',
    unit: 'at a time',
    effect: (n) =>
      `One connection can keep ${n} times at once. A guard against somebody blocking the book.`,
  },
  freeCancellationHours: {
    group: 'cancel',
    control: number(0, 336),
    label: 'Free cancellation until',
    unit: 'hours before',
    effect: (n) =>
      `Counted from the first booked start, also after a move. ${n === 0 ? 'Free until the session starts.' : `Later than ${n} hours before, the fee below applies.`}`,
  },
  undoMin: {
    group: 'cancel',
    control: number(0, 60),
    label: 'Undo window after booking',
    unit: minutes,
    effect: (n) => `Within ${n} minutes of booking, cancelling is free whatever the hour.`,
  },
  lateCancellationFeePercent: {
    group: 'cancel',
    control: number(0, 100),
    label: 'Fee for cancelling late',
    unit: '% of the price',
    effect: (n) =>
      n === 0
        ? 'Cancelling late costs nothing.'
        : `The client sees the fee, ${n}% of the price, before pressing.`,
  },
  lateMove: {
    group: 'cancel',
    control: {
      kind: 'pick',
      options: [
        { value: 'refuse', label: 'Not possible online' },
        { value: 'fee', label: 'Costs the same fee' },
      ],
    },
    label: 'Moving late',
    unit: '',
    effect: (how) =>
      how === 'fee'
        ? 'Later than the hours above, a client may still move and pays the fee for cancelling late.'
        : 'Later than the hours above, a client who wants to move has to phone. Without a fee nothing is late.',
  },
  clientMoves: {
    group: 'cancel',
    control: number(0, 20),
    label: 'Moves by the client, at most',
    unit: 'a booking',
    effect: (n) =>
      n === 0
        ? 'Clients cannot move online; they phone.'
        : `A client may move one booking ${n === 1 ? 'once' : `${n} times`}. What the clinic moves is not counted.`,
  },
  requestAnswerHours: {
    group: 'request',
    control: number(1, 168),
    label: 'A request waits for an answer',
    unit: 'hours',
    effect: (n) =>
      `Services that need confirmation are requested first. After ${n} hours without an answer the request ends and the client is told.`,
  },
  requestAnswerBeforeHours: {
    group: 'request',
    control: number(0, 72),
    label: 'But no later than',
    unit: 'hours before',
    effect: (n) => `A request ends ${n} hours before the session would start, if that is sooner.`,
  },
  reOfferHoldMin: {
    group: 'request',
    control: number(15, 2880),
    label: 'A replacement is kept',
    unit: 'minutes',
    effect: (n) =>
      `When a therapist cannot come, whoever is offered instead is kept ${n} minutes for the client, never past the start.`,
  },
  quietFrom: {
    group: 'mail',
    control: { kind: 'time' },
    label: 'Quiet from',
    unit: '',
    effect: (time) =>
      `From ${time} on, reminders and check-ins wait, on the clock of whoever reads them; waitlist offers on the clinic’s.`,
  },
  quietUntil: {
    group: 'mail',
    control: { kind: 'time' },
    label: 'Quiet until',
    unit: '',
    effect: (time) =>
      `What waited goes out at ${time}. Mails that are planned already follow. Confirmations and safety advice never wait.`,
  },
};

export const policyTexts = {
  groups: {
    when: 'When time is sold',
    grid: 'At which minutes',
    work: 'Work that is enough',
    hold: 'While somebody books',
    cancel: 'Cancelling and moving',
    request: 'Requests',
    mail: 'Mails that can wait',
  },
  preview: 'What clients will read',
  previewLead: 'As the form stands now, saved or not.',
  save: 'Save the policies',
  nothingChanged: 'Nothing changed yet.',
  changed: (n: number) => (n === 1 ? 'One policy changed.' : `${n} policies changed.`),
  saved: 'The policies are saved. They hold for every booking made from now on.',
  reset: 'Undo my changes',
  on: 'on',
  off: 'off',
  none: 'no limit',
} as const;
