import { z } from 'zod';
import { ClinicKey, Instant, Uuid } from './primitives.contract.ts';

/** A whole mail, as it came in. */
export const MailReport = z.string().min(1).meta({
  description: 'A complaint (RFC 5965) or a returned mail (RFC 3464), headers and all',
});
export const MailReportTaken = z
  .object({ taken: z.enum(['complaint', 'returned', 'ignored']) })
  .meta({ id: 'MailReportTaken' });
export type MailReportTaken = z.infer<typeof MailReportTaken>;

export const troubles = ['failed', 'unclear', 'late', 'retrying'] as const;
export const Trouble = z.enum(troubles);
export type Trouble = z.infer<typeof Trouble>;

/** Where a page ended: an instant and an id. */
const Cursor = z.string().regex(/^\d{4}-\d{2}-\d{2}T[\d:.]{8,15}Z_[0-9a-z_-]{36,90}$/);

export const DeskMailQuery = z.strictObject({
  show: Trouble,
  after: Cursor.optional().meta({ description: '`next` of the page before' }),
});
export type DeskMailQuery = z.infer<typeof DeskMailQuery>;

const Count = z.int().min(0);
export const DeskMailList = z
  .object({
    counts: z
      .object({ failed: Count, unclear: Count, late: Count, retrying: Count })
      .meta({ description: 'At most 1000 of each are counted' }),
    mails: z.array(
      z.object({
        id: Uuid,
        kind: z.string().meta({ description: 'Some kinds are not told apart at the desk' }),
        reason: z.string().nullable(),
        error: z
          .string()
          .nullable()
          .meta({ description: "The mail server's last words, without addresses" }),
        attempts: z.int(),
        dueAt: Instant,
        nextAttemptAt: Instant.nullable().meta({ description: 'Of one that is tried again' }),
        recipient: z.string(),
        name: z.string().nullable(),
        phone: z.string().nullable(),
        booking: z.string().nullable().meta({ description: 'Its reference' }),
        canSendAgain: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'DeskMailList' });
export type DeskMailList = z.infer<typeof DeskMailList>;

export const mailStopScopes = [
  ...(['undeliverable', 'complaint', 'all', 'check_ins', 'marketing'] as const),
] as const;
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export const DeskMailStopQuery = z.strictObject({ after: Cursor.optional() });
export type DeskMailStopQuery = z.infer<typeof DeskMailStopQuery>;

export const DeskMailStops = z
  .object({
    stops: z.array(
      z.object({
        emailSha256: Hash,
        scope: z.enum(mailStopScopes),
        since: Instant,
        name: z.string().nullable(),
        email: z.string().nullable().meta({ description: 'Null: nobody here has it any more' }),
        canLift: z
          .boolean()
          .meta({ description: "A person's own no is theirs to take back, never the desk's" }),
      }),
    ),
    next: z.string().nullable(),
  })
  .meta({ id: 'DeskMailStops' });
export type DeskMailStops = z.infer<typeof DeskMailStops>;

export const LiftMailStop = z
  .strictObject({
    emailSha256: Hash,
    scope: z.enum(['undeliverable', 'complaint']),
    reason: z.string().trim().min(3).max(200),
  })
  .meta({ id: 'LiftMailStop' });
export type LiftMailStop = z.infer<typeof LiftMailStop>;

/** Of the client of a booking, whose address the desk need not know. */
export const LiftBookingStop = LiftMailStop.omit({ emailSha256: true }).meta({
  id: 'LiftBookingStop',
});
export type LiftBookingStop = z.infer<typeof LiftBookingStop>;

export const DeskMailParams = z.object({ clinic: ClinicKey, id: Uuid });
