import type { RecommendationView, SessionType } from '@limber/contracts';
import type { Area, Goal, Pressure } from './draft.ts';
import { areaNames, listAreas } from './training.en.ts';

type Suggested = Pick<RecommendationView, 'sessionType' | 'bodyFocus'>;

const workOf: Record<SessionType, string> = {
  recovery_light: 'light recovery work',
  sports_massage: 'sports massage',
  deep_tissue: 'deep, firm work',
  mobility: 'massage for freer movement',
  relaxation: 'calm, unhurried massage',
};

/** One line per claim: the claim's allowed copy, and nothing beyond it. */
const reasons: Readonly<Record<string, string>> = {
  C1: 'It may take the edge off soreness. Usually a small drop, and some people notice none.',
  C2: 'It adds no training load on a tired day.',
  C3: 'There are early lab signals for the first hours, not yet a proven benefit.',
  C4: 'Many people feel more relaxed straight afterwards.',
  C5: 'It may help you move more freely for a while.',
  C6: 'Some people find a regular slot helps them stick to their plan.',
  X1: 'Soreness often peaks on day two or three.',
  X2: 'You may feel fresher afterwards, even when tests show no change.',
  X3: 'Before an event it stays light, and leaves days in between.',
  X4: 'It is for how you feel, not how fast you are.',
  X5: 'Firmer is not better: comfortable pressure relaxes at least as well.',
};

const cautions: Readonly<Record<string, string>> = {
  ask_red_flags:
    'Soreness this strong: please look at the warning signs once more before you book.',
  deep_not_now:
    'You asked for firm work. It does not fit now; ask again once the soreness is down.',
  event_limits_window: 'The window ends early enough before your event.',
  light_only: 'So close to your event only light work fits.',
  before_event_not_recommended:
    'Too close to your event for a massage before it. This is a light session for afterwards.',
  not_performance: 'Massage before an event is for how you feel. It does not make you faster.',
  event_date_missing:
    'Give the date of your event, and the times will keep their distance from it.',
  very_low_certainty: 'Part of this rests on very little evidence.',
  effect_uncertain: 'Some people feel no difference.',
  therapist_note: 'Your therapist sees a note about your health answers.',
};

const localAvoid = (area: string): string =>
  `We leave out this area: ${areaNames[area as Area] ?? area}.`;

export const suggestionTexts = {
  title: ({ sessionType, bodyFocus }: Suggested, minutes: number, saysWhere: boolean) => {
    const work = sessionType ? workOf[sessionType] : '';
    const where = saysWhere && bodyFocus.length > 0 ? ` on ${listAreas(bodyFocus)}` : '';
    return `${minutes} minutes of ${work}${where}`;
  },
  label: 'Our suggestion',
  ways: 'How to choose',
  suggested: 'The suggestion',
  chooseSelf: 'Choose myself',
  chooseTitle: 'Choose your session',
  chooseLead: 'Every session we offer, at its full price. You pay at the clinic.',
  givenTitle: (service: string, minutes: number) => `${service}, ${minutes} min`,
  otherSession: 'Another session or length',
  why: 'Why this',
  reason: (claimId: string, title: string) => reasons[claimId] ?? title,
  whyNotDeeper: 'Why not deeper?',
  deeperClaim: { id: 'X5', title: 'Comfortable pressure is enough', certainty: 'low' },
  notDeeper:
    'No trial shows that deep work recovers muscle better, and sore muscle hurts at lower pressure than usual.',
  pressure: {
    light: 'Light pressure',
    moderate: 'Moderate pressure',
    firm: 'Firm pressure',
  } satisfies Record<Pressure, string>,
  mind: 'Good to know',
  caution: (code: string) =>
    code.startsWith('local_avoid:')
      ? localAvoid(code.slice('local_avoid:'.length))
      : cautions[code],
  sides: 'What the article says, and where studies disagree',
  sidesCount: (supporting: number, against: number) =>
    `${supporting} for it, ${against} against or without a difference`,
  sidesMore: (title: string) => `All studies: ${title}`,
  more: 'All reasons and rules',
  version: (version: string) => `Rules ${version}. The full evidence, for and against:`,
  evidence: 'Evidence pages',
  provisional: 'The clinic sells this in other lengths; this is the one that comes closest.',
  adjust: 'Adjust the suggestion',
  goal: 'What matters most?',
  goals: {
    ease_soreness: 'Ease soreness',
    move_better: 'Move more freely',
    calm_down: 'Wind down',
    keep_consistent: 'A regular slot',
    prep_event: 'An event ahead',
  } satisfies Record<Goal, string>,
  first: 'First massage?',
  firstYes: 'My first massage ever',
  preferred: 'Pressure you like',
  pressures: { light: 'Light', moderate: 'Moderate', firm: 'Firm' } satisfies Record<
    Pressure,
    string
  >,
  event: 'Your event',
  eventKinds: { competition: 'Competition', hard_session: 'Hard session' } as const,
  eventDay: 'Day of the event',
  updating: 'Updating the suggestion',
  perLength: (minutes: number, price: string) => `${minutes} min · ${price}`,
} as const;
