import { Injectable } from '@nestjs/common';
import type { CheckInAnswer } from '@limber/contracts';
import { FieldCipher, insertRows, type Transaction } from '@limber/persistence';
import { In } from 'typeorm';
import { CheckIn, type FollowUp, RedFlag } from './follow-up.entity.ts';

export interface RedFlagDetails {
  codes: string[];
  cause: 'symptom' | 'severe_late';
}

/** An answer with the visit it stands beside. */
export interface AnsweredCheckIn extends Pick<
  CheckIn,
  'id' | 'chainId' | 'kind' | 'answer' | 'trainingId'
> {
  answeredAt: Date;
  sessionStartsAt: Date;
  sessionEndsAt: Date;
  state: FollowUp['state'];
}

const answerPlace = (id: string) => ({ table: 'check_in', rowId: id, column: 'answer' });
const flagPlace = (id: string) => ({ table: 'red_flag', rowId: id, column: 'details' });

@Injectable()
export class CheckInStore {
  constructor(private readonly cipher: FieldCipher) {}

  /** Waited for at the commit. */
  insert(tx: Transaction, rows: CheckIn[]): void {
    insertRows(tx, CheckIn, rows);
  }

  /** Asked at another time, as long as nobody has been asked yet. */
  async reopen(tx: Transaction, { id, opensAt, expiresAt }: CheckIn): Promise<void> {
    await tx.manager.update(CheckIn, { clinicId: tx.clinicId, id }, { opensAt, expiresAt });
  }

  async reopenAll(
    tx: Transaction,
    rows: readonly Pick<CheckIn, 'id' | 'opensAt' | 'expiresAt'>[],
  ): Promise<void> {
    await tx.query(
      `UPDATE check_in c SET opens_at = r."opensAt", expires_at = r."expiresAt"
         FROM jsonb_to_recordset($2::jsonb) AS r (id uuid, "opensAt" timestamptz, "expiresAt" timestamptz)
        WHERE c.clinic_id = $1 AND c.id = r.id`,
      [tx.clinicId, JSON.stringify(rows)],
    );
  }

  async findById(tx: Transaction, id: string): Promise<CheckIn | null> {
    return tx.manager.findOneBy(CheckIn, { clinicId: tx.clinicId, id });
  }

  async lockById(tx: Transaction, id: string): Promise<CheckIn | null> {
    return tx.manager.findOne(CheckIn, {
      where: { clinicId: tx.clinicId, id },
      lock: { mode: 'pessimistic_write' },
    });
  }

  async listByChain(tx: Transaction, chainId: string): Promise<CheckIn[]> {
    return tx.manager.find(CheckIn, {
      where: { clinicId: tx.clinicId, chainId },
      order: { opensAt: 'ASC' },
    });
  }

  /** The same of many chains, by chain. */
  async listOfChains(
    tx: Transaction,
    chainIds: readonly string[],
  ): Promise<ReadonlyMap<string, CheckIn[]>> {
    const rows = await tx.manager.find(CheckIn, {
      where: { clinicId: tx.clinicId, chainId: In([...chainIds]) },
      order: { opensAt: 'ASC' },
    });
    const chains = new Map<string, CheckIn[]>();
    for (const row of rows) chains.set(row.chainId, [...(chains.get(row.chainId) ?? []), row]);
    return chains;
  }

  /** What was answered after the client's last visit before an instant, of those that took place and have any. */
  async listLastResponse(
    tx: Transaction,
    clientId: string,
    before: Date,
  ): Promise<Pick<CheckIn, 'id' | 'kind' | 'answer'>[]> {
    return tx.query(
      `SELECT c.id, c.kind, c.answer FROM check_in c
         JOIN (SELECT f.chain_id, f.session_starts_at FROM follow_up f
                WHERE f.clinic_id = $1 AND f.client_id = $2 AND f.session_starts_at < $3
                  AND f.state = 'active'
                  AND EXISTS (SELECT FROM check_in a WHERE a.clinic_id = f.clinic_id
                        AND a.chain_id = f.chain_id AND a.answered_at >= f.session_starts_at)
                ORDER BY f.session_starts_at DESC LIMIT 1) last ON last.chain_id = c.chain_id
        WHERE c.clinic_id = $1 AND c.answered_at >= last.session_starts_at
        ORDER BY c.opens_at`,
      [tx.clinicId, clientId, before],
    );
  }

  /** `trainingId` is the training it was given about. */
  async saveAnswer(
    tx: Transaction,
    checkIn: CheckIn,
    answer: CheckInAnswer,
    trainingId: string | null = null,
  ): Promise<void> {
    await tx.manager.update(
      CheckIn,
      { clinicId: tx.clinicId, id: checkIn.id },
      {
        answer: this.cipher.seal(answerPlace(checkIn.id), answer),
        answeredAt: tx.now,
        firstAnsweredAt: checkIn.firstAnsweredAt ?? tx.now,
        // Corrected later, it still speaks of the training it was first given about.
        trainingId: checkIn.answer ? checkIn.trainingId : trainingId,
      },
    );
  }

  /** Gone for good, and their links with them; answers how many there were. */
  async deleteAnswers(tx: Transaction, clientId: string): Promise<number> {
    const rows = await tx.query(
      `UPDATE check_in c SET answer = NULL, answered_at = NULL, first_answered_at = NULL,
              training_id = NULL, expires_at = least(c.expires_at, $3)
         FROM follow_up f
        WHERE f.clinic_id = $1 AND f.client_id = $2 AND c.clinic_id = f.clinic_id
          AND c.chain_id = f.chain_id AND c.answer IS NOT NULL
        RETURNING c.id`,
      [tx.clinicId, clientId, tx.now],
    );
    return rows.length;
  }

  /** All answers of a client, of visits that were not called off too. */
  async listAnswered(tx: Transaction, clientId: string): Promise<AnsweredCheckIn[]> {
    return tx.query<AnsweredCheckIn>(
      `SELECT c.id, c.chain_id AS "chainId", c.kind, c.answer, c.training_id AS "trainingId",
              c.answered_at AS "answeredAt", f.session_starts_at AS "sessionStartsAt",
              f.session_ends_at AS "sessionEndsAt", f.state
         FROM follow_up f JOIN check_in c ON c.clinic_id = f.clinic_id AND c.chain_id = f.chain_id
        WHERE f.clinic_id = $1 AND f.client_id = $2 AND c.answer IS NOT NULL
        ORDER BY c.answered_at DESC LIMIT 400`,
      [tx.clinicId, clientId],
    );
  }

  answerOf({ id, answer }: Pick<CheckIn, 'id' | 'answer'>): CheckInAnswer | null {
    return answer && this.cipher.open<CheckInAnswer>(answerPlace(id), answer);
  }

  async insertRedFlag(
    tx: Transaction,
    flag: Pick<RedFlag, 'id' | 'clientId' | 'chainId'>,
    details: RedFlagDetails,
  ): Promise<void> {
    await tx.manager.insert(RedFlag, {
      ...flag,
      clinicId: tx.clinicId,
      details: this.cipher.seal(flagPlace(flag.id), details),
      raisedAt: tx.now,
    });
  }

  async redFlagsOf(tx: Transaction, clientId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      'SELECT id FROM red_flag WHERE clinic_id = $1 AND client_id = $2',
      [tx.clinicId, clientId],
    );
    return rows.map(({ id }) => id);
  }

  async findRedFlag(
    tx: Transaction,
    id: string,
  ): Promise<{ flag: RedFlag; details: RedFlagDetails } | null> {
    const flag = await tx.manager.findOneBy(RedFlag, { clinicId: tx.clinicId, id });
    return flag && { flag, details: this.cipher.open(flagPlace(id), flag.details) };
  }
}
