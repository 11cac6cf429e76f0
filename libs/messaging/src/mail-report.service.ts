import { type AuditLogStore, type TransactionRunner } from '@limber/persistence';
import type { DataSource } from 'typeorm';
import type { DeliveryStore } from './delivery.store.ts';
import { type MailReport, readMailReport } from './mail-report.rules.ts';
import type { MessageStore } from './message.store.ts';
import type { SuppressionStore } from './suppression.store.ts';

export interface MailReportParts {
  source: DataSource;
  runner: TransactionRunner;
  messages: MessageStore;
  deliveries: DeliveryStore;
  suppressions: SuppressionStore;
  audit: AuditLogStore;
  mailDomain: string;
}

export type TakenReport = MailReport['type'] | 'ignored';

/**
 * Takes what comes back to the address our mails come from. Whose address it is about is read from our own row,
 * never from the report, so that a made-up report can name nobody. Taken twice it is taken once.
 */
export class MailReportService {
  constructor(private readonly parts: MailReportParts) {}

  async take(raw: string, requestId: string): Promise<TakenReport> {
    const { source, mailDomain } = this.parts;
    const report = readMailReport(raw, mailDomain);
    if (!report) return 'ignored';
    const [row] = await source.query<{ id: string | null }[]>(
      'SELECT clinic_of_message($1) AS id',
      [report.messageId],
    );
    return row?.id ? this.record(row.id, report, requestId) : 'ignored';
  }

  private async record(
    clinicId: string,
    report: MailReport,
    requestId: string,
  ): Promise<TakenReport> {
    const { runner, messages, deliveries, suppressions, audit } = this.parts;
    return runner.run(clinicId, async (tx) => {
      const message = await messages.findById(tx, report.messageId);
      // What never went out cannot come back.
      if (!message || message.attempts === 0) return 'ignored';
      const { type, badAddress } = report;
      const isNews = await deliveries.report(tx, message.id, type);
      if (type === 'complaint') {
        await suppressions.suppress(tx, message.recipient, 'complaint', 'complaint');
      } else if (badAddress) {
        await suppressions.suppress(tx, message.recipient, 'undeliverable', 'bounce');
      }
      if (isNews) {
        const action = type === 'complaint' ? 'mail.complained_of' : 'mail.returned';
        const details = { kind: message.kind, badAddress };
        await audit.record(tx, {
          ...{ actor: 'system', action, subject: message.id, details, requestId },
        });
      }
      return type;
    });
  }
}
