import { z } from 'zod';
import { ClinicKey, LocalDate } from './primitives.contract.ts';

const Reading = z.union([
  z.string(),
  z.number(),
  z.boolean(),
  z.array(z.number()),
  z.array(z.string()),
  z.null(),
]);

/** A study whose text was read; null means "not seen or not sure". */
const CheckedStudy = z.object({
  id: z.string(),
  checked: z.literal(true),
  authors: z.string().nullable(),
  year: z.int().nullable(),
  title: z.string(),
  journal: z.string().nullable(),
  volumePages: z.string().nullable(),
  doi: z.string().nullable(),
  pmid: z.string().nullable(),
  design: z.string(),
  n: z.int().nullable(),
  measured: z.string(),
  whenHours: z.array(z.number()).nullable(),
  effect: z.record(z.string(), z.union([Reading, z.record(z.string(), Reading)])).nullable(),
  direction: z.string(),
  verifiedScope: z.string(),
  url: z.string(),
  note: z.string().nullable(),
});

/** Known by name only: no result, no link, nothing that could be taken for one. */
const UncheckedStudy = z.object({
  id: z.string(),
  checked: z.literal(false),
  authors: z.string().nullable(),
  year: z.int().nullable(),
});

export const EvidenceStudy = z
  .discriminatedUnion('checked', [CheckedStudy, UncheckedStudy])
  .meta({ id: 'EvidenceStudy' });
export type EvidenceStudy = z.infer<typeof EvidenceStudy>;

export const certainties = ['high', 'moderate', 'low', 'very low'] as const;
export const Certainty = z.enum(certainties);

export const EvidenceClaim = z
  .object({
    id: z.string(),
    articleSection: z.int().nullable().meta({ description: 'null = needed by the rules only' }),
    title: z.string(),
    plainLanguage: z.string(),
    mechanism: z.string(),
    caveat: z.string().meta({ description: 'What is not shown' }),
    certainty: Certainty,
    certaintyReason: z.string(),
    timeWindowHours: z.object({ from: z.number(), to: z.number(), peak: z.number() }).nullable(),
    studies: z.array(EvidenceStudy),
    disagreement: z.array(EvidenceStudy).meta({ description: 'Studies that found otherwise' }),
    copyAllowed: z.array(z.string()),
    copyForbidden: z.array(z.string()).meta({ description: 'What nobody may say about it' }),
    dateChecked: LocalDate,
    reviewOverdue: z.boolean().meta({ description: 'Last checked more than 24 months ago' }),
  })
  .meta({ id: 'EvidenceClaim' });
export type EvidenceClaim = z.infer<typeof EvidenceClaim>;

export const EvidenceView = z
  .object({
    version: z.string(),
    compiled: LocalDate,
    reviewedBy: z.string().nullable().meta({ description: 'null = not by a clinician yet' }),
    corrections: z
      .array(z.string())
      .meta({ description: 'Where studies disagree with the article' }),
    claims: z.array(EvidenceClaim),
  })
  .meta({ id: 'Evidence' });
export type EvidenceView = z.infer<typeof EvidenceView>;

export const ClaimParams = z.object({
  clinic: ClinicKey,
  claimId: z.string().regex(/^[A-Za-z0-9]{1,16}$/),
});
