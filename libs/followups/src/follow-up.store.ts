import { Injectable } from '@nestjs/common';
import { DAY } from '@limber/kernel';
import { FieldCipher, insertRows, type Transaction } from '@limber/persistence';
import { Between, IsNull, MoreThan, Not } from 'typeorm';
import { FollowUp, type PlanRecord } from './follow-up.entity.ts';

const trainingPlace = (chainId: string) => ({
  table: 'follow_up',
  rowId: chainId,
  column: 'training_ended_at',
});

/** Longer after a training nobody books for it and is still to be asked about it. */
const TRAINING_COUNTS_MS = 7 * DAY;

/** So long after a visit its check-ins may still be answered, and a new training told of. */
const SERIES_RUNS_MS = 14 * DAY;

type Booked = Pick<FollowUp, 'chainId' | 'bookedAt'>;
/** Of two booked at one instant the lower id, so that never both of them stay silent. */
const isBefore = (one: Booked, other: Booked): boolean =>
  one.bookedAt.getTime() === other.bookedAt.getTime()
    ? one.chainId < other.chainId
    : one.bookedAt < other.bookedAt;

export type SessionPlace = Pick<
  FollowUp,
  'therapistId' | 'locationId' | 'sessionStartsAt' | 'sessionEndsAt'
>;

@Injectable()
export class FollowUpStore {
  constructor(private readonly cipher: FieldCipher) {}

  /** Waited for at the commit. */
  insert(
    tx: Transaction,
    row: Omit<FollowUp, 'trainingEndedAt'>,
    trainingEndedAt: Date | null,
  ): void {
    const sealed =
      trainingEndedAt && this.cipher.seal(trainingPlace(row.chainId), trainingEndedAt.getTime());
    insertRows(tx, FollowUp, [{ ...row, trainingEndedAt: sealed }]);
  }

  async findByChain(tx: Transaction, chainId: string): Promise<FollowUp | null> {
    return tx.manager.findOneBy(FollowUp, { clinicId: tx.clinicId, chainId });
  }

  async listByClient(tx: Transaction, clientId: string): Promise<FollowUp[]> {
    return tx.manager.findBy(FollowUp, { clinicId: tx.clinicId, clientId });
  }

  /** Those of the clinic of which something may still be sent. */
  async listRunning(tx: Transaction): Promise<FollowUp[]> {
    const since = new Date(tx.now.getTime() - SERIES_RUNS_MS);
    const { clinicId } = tx;
    return tx.manager.findBy(FollowUp, {
      ...{ clinicId, state: 'active', sessionEndsAt: MoreThan(since) },
    });
  }

  /** The newest training the client's series run after that ended in between; null when there is none. */
  async lastTrainedBetween(
    tx: Transaction,
    clientId: string,
    { from, to }: { from: Date; to: Date },
  ): Promise<string | null> {
    const { clinicId } = tx;
    const sessionStartsAt = MoreThan(new Date(from.getTime() - SERIES_RUNS_MS));
    const where = { clinicId, clientId, sessionStartsAt, trainingId: Not(IsNull()) };
    const [newest] = (await tx.manager.findBy(FollowUp, where))
      .map((row) => ({ id: row.trainingId, at: this.trainingEndedAt(row) ?? 0 }))
      .filter(({ at }) => at > from.getTime() && at <= to.getTime())
      .sort((a, b) => b.at - a.at);
    return newest?.id ?? null;
  }

  /** Others of the client that have not been called off, booked within the days that one training is asked about. */
  async listBookedBefore(
    tx: Transaction,
    { chainId, clientId, bookedAt }: Pick<FollowUp, 'chainId' | 'clientId' | 'bookedAt'>,
  ): Promise<FollowUp[]> {
    const { clinicId } = tx;
    const since = new Date(bookedAt.getTime() - TRAINING_COUNTS_MS);
    const found = await tx.manager.findBy(FollowUp, {
      ...{ clinicId, clientId, state: 'active' },
      bookedAt: Between(since, bookedAt),
    });
    return found.filter((other) => isBefore(other, { chainId, bookedAt }));
  }

  async move(tx: Transaction, chainId: string, change: SessionPlace): Promise<void> {
    await tx.manager.update(FollowUp, { clinicId: tx.clinicId, chainId }, change);
  }

  async setTraining(
    tx: Transaction,
    chainId: string,
    trainingId: string,
    endedAt: Date,
  ): Promise<void> {
    const trainingEndedAt = this.cipher.seal(trainingPlace(chainId), endedAt.getTime());
    const key = { clinicId: tx.clinicId, chainId };
    await tx.manager.update(FollowUp, key, { trainingId, trainingEndedAt });
  }

  async setTimeZone(tx: Transaction, chainId: string, timeZone: string): Promise<void> {
    await tx.manager.update(FollowUp, { clinicId: tx.clinicId, chainId }, { timeZone });
  }

  async setRecipient(tx: Transaction, clientId: string, recipient: string): Promise<void> {
    await tx.manager.update(FollowUp, { clinicId: tx.clinicId, clientId }, { recipient });
  }

  async savePlan(tx: Transaction, chainId: string, plan: PlanRecord): Promise<void> {
    await tx.manager.update(FollowUp, { clinicId: tx.clinicId, chainId }, { plan });
  }

  async savePlans(
    tx: Transaction,
    plans: readonly Pick<FollowUp, 'chainId' | 'plan'>[],
  ): Promise<void> {
    await tx.query(
      `UPDATE follow_up f SET plan = r.plan
         FROM jsonb_to_recordset($2::jsonb) AS r ("chainId" uuid, plan jsonb)
        WHERE f.clinic_id = $1 AND f.chain_id = r."chainId"`,
      [tx.clinicId, JSON.stringify(plans)],
    );
  }

  async resume(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await tx.manager.update(
      FollowUp,
      { clinicId: tx.clinicId, chainId, state: 'stopped', stopReason: reason },
      { state: 'active', stopReason: null },
    );
  }

  async stop(tx: Transaction, chainId: string, reason: string): Promise<void> {
    await tx.manager.update(
      FollowUp,
      { clinicId: tx.clinicId, chainId, state: 'active' },
      { state: 'stopped', stopReason: reason },
    );
  }

  trainingEndedAt({ chainId, trainingEndedAt }: FollowUp): number | null {
    return trainingEndedAt && this.cipher.open<number>(trainingPlace(chainId), trainingEndedAt);
  }
}
