import { Injectable } from '@nestjs/common';
import { Ids } from '@limber/kernel';
import { FieldCipher, type Transaction } from '@limber/persistence';
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
    const [row] = await tx.manager.find(Intake, {
      where: { clinicId: tx.clinicId, clientId },
      order: { answeredAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    if (!row) return null;
    const { id, answers, questionsVersion, answeredAt, dueAgainAt } = row;
    const codes = this.cipher.open<string[]>(place(id), answers);
    return { codes, questionsVersion, answeredAt, dueAgainAt };
  }
}
