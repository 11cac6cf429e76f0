import { z } from 'zod';
import { Instant } from './primitives.contract.ts';

export const ClockView = z.object({ now: Instant }).meta({ id: 'Clock' });
export const ClockAdvance = z
  .strictObject({
    advance: z.iso
      .duration()
      .max(24)
      .meta({ description: 'ISO 8601, e.g. PT24H; at most 400 days' }),
  })
  .meta({ id: 'ClockAdvance' });

/** One caught mail as the catcher tells it; the demo mailbox shows it unchanged. */
export const CaughtMail = z
  .object({
    id: z.string(),
    messageId: z.string(),
    date: Instant.meta({ description: "The clinic's clock when it was sent" }),
    from: z.string(),
    to: z.string(),
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    headers: z.record(z.string(), z.string()),
    attachments: z.array(
      z.object({ filename: z.string(), contentType: z.string(), content: z.string() }),
    ),
  })
  .meta({ id: 'CaughtMail' });
export type CaughtMail = z.infer<typeof CaughtMail>;
export const MailboxView = z.object({ mails: z.array(CaughtMail) }).meta({ id: 'Mailbox' });
export type MailboxView = z.infer<typeof MailboxView>;
export const MailboxQuery = z.strictObject({
  to: z.string().max(254).optional(),
  limit: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional()
    .meta({ description: 'Only the newest so many' }),
});
