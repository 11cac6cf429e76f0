import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import { ClientStore } from '@limber/clients';
import type { OutcomeCurve, OwnOutcomes } from '@limber/contracts';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { type AnsweredCheckIn, CheckInStore } from './check-in.store.ts';
import { linkExpired, linkInvalid } from './follow-up.errors.ts';
import { sideOf, tookPlace } from './follow-up.rules.ts';
import { OutcomeLinks } from './outcome.links.ts';
import { curveOf } from './outcome.rules.ts';

/** Somebody's own answers over time, to themselves. */
@Injectable()
export class OutcomeService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly checkIns: CheckInStore,
    private readonly clients: ClientStore,
    private readonly clinics: ClinicStore,
    private readonly audit: AuditLogStore,
    private readonly links: OutcomeLinks,
  ) {}

  /** Newest training first. Every look is written down: the link may have been passed on. */
  async show(clinicId: string, token: string, requestId: string): Promise<OwnOutcomes> {
    const opened = this.links.read(clinicId, token);
    if (!opened) throw linkInvalid();
    const { clientId, expiresAt } = opened;
    return this.runner.run(clinicId, async (tx) => {
      const { phone } = await this.clinics.get(tx);
      if (tx.now > expiresAt) throw linkExpired(phone);
      const client = await this.clients.findById(tx, clientId);
      if (!client) throw linkInvalid();
      await this.audit.record(tx, {
        actor: `client:${clientId}`,
        action: 'health.read',
        subject: clientId,
        details: { view: 'own_outcomes' },
        requestId,
      });
      const answered = await this.checkIns.listAnswered(tx, clientId);
      const curves = await this.curvesOf(tx, answered);
      return { timeZone: client.timeZone, expiresAt: expiresAt.toISOString(), curves };
    });
  }

  private async curvesOf(tx: Transaction, answered: AnsweredCheckIn[]): Promise<OutcomeCurve[]> {
    const groups = new Map<string, AnsweredCheckIn[]>();
    for (const each of answered) {
      const key = `${each.chainId} ${each.trainingId ?? ''}`;
      groups.set(key, [...(groups.get(key) ?? []), each]);
    }
    const curves: OutcomeCurve[] = [];
    for (const group of groups.values()) {
      const [first] = group;
      if (!first) continue;
      const { trainingId, sessionStartsAt, sessionEndsAt } = first;
      const training = trainingId ? await this.clients.findTraining(tx, trainingId) : null;
      const points = group.flatMap((each) => {
        const soreness = this.checkIns.answerOf(each)?.soreness;
        if (soreness === undefined) return [];
        return [{ at: each.answeredAt.toISOString(), soreness, side: sideOf(each, each) }];
      });
      const isMassage = tookPlace(first);
      // Without a massage and without a training there is nothing they could be about.
      if (points.length === 0 || (!training && !isMassage)) continue;
      const visit = {
        ...{ visitStartsAt: sessionStartsAt, visitEndsAt: sessionEndsAt },
        tookPlace: isMassage,
      };
      curves.push(curveOf({ training, ...visit, points }));
    }
    const startOf = ({ training, visit }: OutcomeCurve): number =>
      Date.parse(training?.endedAt ?? visit?.startsAt ?? '');
    return curves.sort((a, b) => startOf(b) - startOf(a));
  }
}
