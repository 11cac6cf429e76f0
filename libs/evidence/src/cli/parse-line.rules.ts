import {
  CHECKLISTS,
  PLAIN_EVENT_TYPES,
  type FollowUpEvent,
  type FollowUpInput,
} from '../follow-up.contract.ts';
import {
  AREAS,
  EVENT_KINDS,
  GOALS,
  MASSAGE_EXPERIENCES,
  PRESSURES,
  TRAINING_EXPERIENCES,
  TRAINING_TYPES,
  type Area,
  type RecommendationInput,
  type Training,
} from '../recommendation.contract.ts';
import { isTimeZone } from '../wall-clock.rules.ts';
import {
  fail,
  flag,
  instant,
  integer,
  isRecord,
  listOf,
  nullable,
  oneOf,
  optional,
  pass,
  refine,
  required,
  shapeOf,
  text,
  type Check,
  type Parsed,
} from './shape.rules.ts';

const anything: Check<unknown> = (json) => pass(json);

const load = {
  type: required(oneOf(TRAINING_TYPES)),
  rpe: required(integer(0, 10)),
  durationMin: required(integer(0, 1440)),
};
const restDay = shapeOf({ ...load, endedAt: optional(anything, undefined) });
const session = shapeOf({ ...load, endedAt: required(instant) });

/** When a rest day "ended" is not looked at: it may be missing, or anything. */
const training: Check<Training> = (json, path) => {
  if (isRecord(json) && json['type'] === 'rest') {
    return refine(restDay, ({ rpe, durationMin }) =>
      pass<Training>({ type: 'rest', rpe, durationMin }),
    )(json, path);
  }
  return refine(session, ({ type, ...rest }): Parsed<Training> =>
    type === 'rest' ? fail('WRONG_TYPE', path) : pass({ type, ...rest }),
  )(json, path);
};

/** 1-8 different areas; a repeated one counts once. */
const areas: Check<Area[]> = refine(listOf(oneOf(AREAS)), (found, path) => {
  const distinct = [...new Set(found)];
  return distinct.length >= 1 && distinct.length <= 8 ? pass(distinct) : fail('OUT_OF_RANGE', path);
});

const next = shapeOf({ kind: required(oneOf(EVENT_KINDS)), at: required(instant) });

/** The defaults belong to the command line only: the product asks. */
const recommendation: Check<RecommendationInput> = shapeOf({
  now: required(instant),
  training: optional(nullable(training), null),
  areas: optional<Area[]>(areas, ['legs']),
  soreness: optional(integer(0, 10), 0),
  goal: optional(oneOf(GOALS), 'ease_soreness'),
  next: optional(nullable(next), null),
  massageExperience: optional(oneOf(MASSAGE_EXPERIENCES), 'some'),
  trainingExperience: optional(oneOf(TRAINING_EXPERIENCES), 'regular'),
  preferredPressure: optional(nullable(oneOf(PRESSURES)), null),
  screening: optional(nullable(listOf(text)), []),
});

const plainEvent = shapeOf({ type: required(oneOf(PLAIN_EVENT_TYPES)), at: required(instant) });
const answerEvent = shapeOf({
  type: required(oneOf(['answer'] as const)),
  at: required(instant),
  soreness: required(integer(0, 10)),
  checklist: optional<'none' | 'any' | undefined>(oneOf(CHECKLISTS), undefined),
});

const eventType = oneOf(['answer', ...PLAIN_EVENT_TYPES] as const);

/** The type says which fields belong to an event, so a wrong type is told before a strange field. */
const event: Check<FollowUpEvent> = (json, path) => {
  if (!isRecord(json) || !Object.hasOwn(json, 'type')) return plainEvent(json, path);
  const type = eventType(json['type'], `${path}.type`);
  if (!type.ok) return type;
  return type.value === 'answer' ? answerEvent(json, path) : plainEvent(json, path);
};

const zone: Check<string> = refine(text, (name, path) =>
  isTimeZone(name) ? pass(name) : fail('UNKNOWN_VALUE', path),
);

/** A missing consent is a yes in this tool only; in the product it is a no. */
const consent = shapeOf({ checkins: optional(flag, true), marketing: optional(flag, true) });

const followUp: Check<FollowUpInput> = refine(
  shapeOf({
    tz: required(zone),
    trainingEndedAt: optional(nullable(instant), null),
    bookedAt: required(instant),
    sessionStart: required(instant),
    sessionEnd: required(instant),
    consent: optional(consent, { checkins: true, marketing: true }),
    events: optional(listOf(event), []),
  }),
  (input) =>
    input.sessionEnd < input.sessionStart ? fail('OUT_OF_RANGE', 'sessionEnd') : pass(input),
);

export const parseRecommendationLine = (json: unknown): Parsed<RecommendationInput> =>
  recommendation(json, '');

export const parseFollowUpLine = (json: unknown): Parsed<FollowUpInput> => followUp(json, '');
