import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import type { EvidenceClaim, EvidenceStudy, EvidenceView } from '@limber/contracts';
import {
  type Claim,
  claims,
  evidenceMeta,
  overdueClaims,
  type Study,
  studies,
} from '@limber/evidence';
import { TransactionRunner } from '@limber/persistence';

const byId = new Map(studies.map((study) => [study.id, study]));

/** A study nobody has read yet is a name and a year: what it is said to have found is not repeated. */
export function studyView(study: Study): EvidenceStudy {
  const { id, authors, year, confidence, ...read } = study;
  if (confidence !== 'verified') return { id, checked: false, authors, year };
  return {
    ...{ id, checked: true, authors, year },
    ...read,
    whenHours: read.whenHours && [...read.whenHours],
    // Readings are plain JSON; only their arrays are readonly.
    effect: read.effect as Extract<EvidenceStudy, { checked: true }>['effect'],
  };
}

const studyViews = (ids: readonly string[]): EvidenceStudy[] =>
  ids.flatMap((id) => {
    const study = byId.get(id);
    return study ? [studyView(study)] : [];
  });

/** A claim as it is shown on `on` (ISO date). */
export const claimView = (claim: Claim, on: string): EvidenceClaim => ({
  ...claim,
  studies: studyViews(claim.studies),
  disagreement: studyViews(claim.disagreement),
  copyAllowed: [...claim.copyAllowed],
  copyForbidden: [...claim.copyForbidden],
  reviewOverdue: overdueClaims([claim], on).length > 0,
});

@Injectable()
export class EvidenceService {
  constructor(private readonly runner: TransactionRunner) {}

  async list(clinicId: string): Promise<EvidenceView> {
    const on = await this.today(clinicId);
    return {
      version: evidenceMeta.version,
      compiled: evidenceMeta.compiled,
      reviewedBy: evidenceMeta.reviewedBy,
      corrections: [...evidenceMeta.articleCorrections],
      claims: claims.map((claim) => claimView(claim, on)),
    };
  }

  async get(clinicId: string, claimId: string): Promise<EvidenceClaim> {
    const claim = claims.find(({ id }) => id === claimId);
    if (!claim) throw notFound('claim');
    return claimView(claim, await this.today(clinicId));
  }

  /** Whether a review is overdue is told by the same clock as everything else. */
  private async today(clinicId: string): Promise<string> {
    return this.runner.run(clinicId, async ({ now }) => now.toISOString().slice(0, 10));
  }
}
