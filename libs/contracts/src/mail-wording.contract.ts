import { z } from 'zod';
import { ClinicKey, Instant } from './primitives.contract.ts';

/** Mails in which a clinic may say something in its own words. Safety advice and alerts are not among them. */
export const wordedMailKinds = [
  'booking_confirmation',
  'booking_moved',
  'booking_requested',
  'booking_declined',
  'booking_cancelled',
  'reminder_24h',
  'reminder_2h',
  'series_booked',
  'series_cancelled',
  're_offer',
  'waitlist_joined',
  'waitlist_offer',
  'waitlist_taken',
  'aftercare',
  'checkin_24',
  'checkin_48',
  'checkin_72',
  'nudge_7d',
] as const;
const WordedMailKind = z.enum(wordedMailKinds);
export type WordedMailKind = z.infer<typeof WordedMailKind>;

/** What a wording may stand for, as `{{clientName}}`. */
export const mailPlaceholders = [
  'clientName',
  'startsAt',
  'therapistName',
  'serviceName',
  'clinicName',
  'clinicPhone',
] as const;
export type MailPlaceholder = (typeof mailPlaceholders)[number];

/** The most letters of one part. */
export const WORDING_LENGTH = 600;

export const MailWordingParams = z.object({ clinic: ClinicKey, kind: WordedMailKind });

// Far above WORDING_LENGTH: the rule that says how long is too long has a sentence of its own.
const Part = z.string().max(5000).nullable().meta({ description: 'null: as the house words it' });
const parts = { opening: Part, closing: Part };

/** What stands after the greeting and at the end; lines are paragraphs. Subject, facts and links are fixed. */
export const MailWordingDraft = z.strictObject(parts).meta({ id: 'MailWordingDraft' });
export type MailWordingDraft = z.infer<typeof MailWordingDraft>;

/** upcoming: mails already planned say it too; new: only those planned from now on. */
const AppliesTo = z.enum(['upcoming', 'new']);

export const MailWordingChange = z
  .strictObject({
    ...parts,
    appliesTo: AppliesTo,
    seenPlanned: z
      .int()
      .min(0)
      .meta({ description: 'The number a preview answered; another one is refused' }),
  })
  .meta({ id: 'MailWordingChange' });
export type MailWordingChange = z.infer<typeof MailWordingChange>;

export const MailWordingSummary = z
  .object({
    kind: WordedMailKind,
    version: z.int().min(0).meta({ description: '0: never changed' }),
    isOwn: z.boolean().meta({ description: 'Says something else than the house does' }),
    changedAt: Instant.nullable(),
    changedBy: z.string().nullable(),
  })
  .meta({ id: 'MailWordingSummary' });
export type MailWordingSummary = z.infer<typeof MailWordingSummary>;
export const MailWordingList = z.array(MailWordingSummary);

export const DeskMailWording = MailWordingSummary.extend({
  ...parts,
  house: z.object({ opening: z.string(), closing: z.string() }),
  placeholders: z.array(z.enum(mailPlaceholders)),
  history: z
    .array(
      z.object({ version: z.int(), at: Instant, by: z.string(), appliesTo: AppliesTo, ...parts }),
    )
    .meta({ description: 'Latest first, at most 50' }),
}).meta({ id: 'DeskMailWording' });
export type DeskMailWording = z.infer<typeof DeskMailWording>;

/** The mail with a made-up client and visit, and for how many the change would also count if they are included. */
export const MailWordingPreview = z
  .object({
    subject: z.string(),
    text: z.string(),
    html: z.string(),
    planned: z.int().min(0).meta({
      description: 'Bookings whose mail is planned, not sent yet, and says something else so far',
    }),
  })
  .meta({ id: 'MailWordingPreview' });
export type MailWordingPreview = z.infer<typeof MailWordingPreview>;
