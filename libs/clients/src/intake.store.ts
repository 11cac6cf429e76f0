import { Injectable } from '@nestjs/common';
import { Ids } from '@limber/kernel';
import { FieldCipher, selected, type Transaction } from '@limber/persistence';
import { Intake } from './client.entity.ts';

/** The newest answers of a client to the longer questions. */
export interface OpenIntake {
  codes: string[];
  questionsVersion: string;
  answeredAt: Date;
  dueAgainAt: Date;
}

const place = (id: string) => ({ table: 'intake', rowId: id, column: 'answers' });

@Injectable()
export class IntakeStore {
  constructor(
    private readonly ids: Ids,
    private readonly cipher: FieldCipher,
  ) {}

  async insert(
    tx: Transaction,
    intake: Pick<Intake, 'clientId' | 'questionsVersion' | 'dueAgainAt'> & { codes: string[] },
  ): Promise<void> {
    const { codes, ...rest } = intake;
    const id = this.ids.uuid();
    await tx.manager.insert(Intake, {
      ...rest,
      clinicId: tx.clinicId,
      id,
      answers: this.cipher.seal(place(id), codes),
      answeredAt: tx.now,
    });
  }

  /** Null when never answered; may be due again. */
  async findNewest(tx: Transaction, clientId: string): Promise<OpenIntake | null> {
    const [row] = await tx.prepared<Intake>(
      'intake_newest',
      `SELECT ${selected(tx, Intake)} FROM intake WHERE clinic_id = $1 AND client_id = $2
        ORDER BY answered_at DESC, id DESC LIMIT 1`,
      [tx.clinicId, clientId],
    );
    if (!row) return null;
    const { id, answers, questionsVersion, answeredAt, dueAgainAt } = row;
    const codes = this.cipher.open<string[]>(place(id), answers);
    return { codes, questionsVersion, answeredAt, dueAgainAt };
  }
}
