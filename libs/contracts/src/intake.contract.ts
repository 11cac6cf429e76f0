import { z } from 'zod';
import { Instant } from './primitives.contract.ts';
import { SafetyMessage } from './recommendation.contract.ts';

export const IntakeQuestion = z.object({
  code: z.string(),
  text: z.string(),
  needsArea: z.boolean().meta({ description: 'A yes names a place: the answer is `code:area`' }),
});

/** One group of the page; "none of these" is an answer of its own and never preselected. */
export const IntakeGroup = z.object({
  id: z.string(),
  title: z.string(),
  questions: z.array(IntakeQuestion),
});
export type IntakeGroup = z.infer<typeof IntakeGroup>;

/** Says when it was answered, never what: the link may have been passed on with its mail. */
export const IntakeView = z
  .object({
    version: z.string(),
    groups: z.array(IntakeGroup),
    onFile: z.object({ answeredAt: Instant, dueAgainAt: Instant, version: z.string() }).nullable(),
    isDue: z.boolean(),
    visit: z.object({ startsAt: Instant, timeZone: z.string(), isOpen: z.boolean() }),
  })
  .meta({ id: 'Intake' });
export type IntakeView = z.infer<typeof IntakeView>;

export const IntakeRequest = z
  .strictObject({
    version: z.string().max(20).meta({ description: 'Of the questions that were shown' }),
    answers: z
      .record(z.string().max(40), z.array(z.string().min(1).max(64)).max(60))
      .meta({ description: 'Every group by its id; an empty list says "none of these"' }),
    consent: z.literal(true).meta({ description: 'To keep these answers' }),
  })
  .meta({ id: 'IntakeRequest' });
export type IntakeRequest = z.infer<typeof IntakeRequest>;

export const IntakeResult = z
  .object({
    outcome: z.enum(['ok', 'precaution', 'clearance', 'refuse']),
    answeredAt: Instant,
    dueAgainAt: Instant,
    safety: z.array(SafetyMessage),
    phone: z.string().meta({ description: 'Of the clinic' }),
  })
  .meta({ id: 'IntakeResult' });
export type IntakeResult = z.infer<typeof IntakeResult>;
