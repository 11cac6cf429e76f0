import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import type { OutcomeReport } from '@limber/contracts';
import { CheckInStore } from '@limber/followups';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, dayRange } from '@limber/scheduling';
import { rangeRefused } from './booking.errors.ts';
import {
  GROUP_MINIMUM,
  reportKinds,
  reportOf,
  type ReportRow,
  THERAPIST_MINIMUM,
} from './outcome-report.rules.ts';

const LONGEST_DAYS = 366;

interface StoredRow {
  id: string;
  kind: ReportRow['kind'];
  answer: Buffer | null;
  isAfterVisit: boolean | null;
  service: string;
  therapistId: string;
  therapist: string;
}

/** What the owner sees of all answers together: how many came, and how they spread. */
@Injectable()
export class OutcomeReportService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly checkIns: CheckInStore,
    private readonly audit: AuditLogStore,
  ) {}

  /** Of check-ins that fell due from the first day to the last, both whole. The look is written down. */
  async report(
    clinicId: string,
    { from, to }: Pick<OutcomeReport, 'from' | 'to'>,
    { userId, requestId }: { userId: string; requestId: string },
  ): Promise<OutcomeReport> {
    if (to < from) throw rangeRefused('RANGE_REVERSED');
    if (addDays(from, LONGEST_DAYS - 1) < to) {
      throw rangeRefused('RANGE_TOO_LONG', LONGEST_DAYS);
    }
    return this.runner.run(clinicId, async (tx) => {
      const { timeZone } = await this.clinics.get(tx);
      const start = new Date(dayRange(from, timeZone).start);
      const end = new Date(dayRange(to, timeZone).end);
      await this.audit.record(tx, {
        actor: `staff:${userId}`,
        action: 'health.report_read',
        subject: clinicId,
        details: { from, to },
        requestId,
      });
      const rows = await this.rowsBetween(tx, start, end);
      const harmReports = await this.harmBetween(tx, start, end);
      const limits = { groupMinimum: GROUP_MINIMUM, therapistMinimum: THERAPIST_MINIMUM };
      return { from, to, ...reportOf(rows), harmReports, ...limits };
    });
  }

  /** Asked is what was sent, or answered: an unsent mail asked nobody. */
  private async rowsBetween(tx: Transaction, start: Date, end: Date): Promise<ReportRow[]> {
    const rows = await tx.query<StoredRow>(
      `SELECT c.id, c.kind, c.answer, s.name AS service, t.id AS "therapistId", t.name AS therapist,
              f.state = 'active' AND c.answered_at >= f.session_starts_at AS "isAfterVisit"
         FROM check_in c
         JOIN follow_up f ON f.clinic_id = c.clinic_id AND f.chain_id = c.chain_id
         JOIN booking b ON b.clinic_id = c.clinic_id AND b.chain_id = c.chain_id
         JOIN service s ON s.clinic_id = b.clinic_id AND s.id = b.service_id
         JOIN therapist t ON t.clinic_id = b.clinic_id AND t.id = b.therapist_id
        WHERE c.clinic_id = $1 AND c.opens_at >= $2 AND c.opens_at < $3 AND c.kind = ANY ($4)
          AND (c.answer IS NOT NULL OR EXISTS (SELECT FROM message m
                WHERE m.clinic_id = c.clinic_id AND m.chain_id = c.chain_id AND m.kind = c.kind
                  AND m.family = 'followup' AND m.state = 'sent'))`,
      [tx.clinicId, start, end, reportKinds],
    );
    return rows.map(({ therapistId, therapist, kind, service, isAfterVisit, ...stored }) => ({
      ...{ kind, service, isAfterVisit: isAfterVisit === true },
      therapist: { id: therapistId, name: therapist },
      soreness: this.checkIns.answerOf(stored)?.soreness ?? null,
    }));
  }

  private async harmBetween(tx: Transaction, start: Date, end: Date): Promise<number> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM adverse_event
        WHERE clinic_id = $1 AND reported_at >= $2 AND reported_at < $3`,
      [tx.clinicId, start, end],
    );
    return row?.count ?? 0;
  }
}
