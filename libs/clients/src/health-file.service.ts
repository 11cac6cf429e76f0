import { Injectable } from '@nestjs/common';
import type { TrainingReport } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import type { ClearanceScope } from './client.entity.ts';
import { type AskedOfClinician, ClearanceStore, type OpenClearance } from './clearance.store.ts';
import { ClientStore } from './client.store.ts';
import { IntakeStore, type OpenIntake } from './intake.store.ts';

/** What is kept about a client's health beyond one booking. */
export interface HealthFile {
  /** The newest answers to the longer questions; they may be due again. */
  intake: OpenIntake | null;
  /** Newest first. */
  clearances: OpenClearance[];
  /** Null = no clinician is waited for. */
  wait: { asked: AskedOfClinician; since: Date } | null;
  /** Known by the guardian who books or reads for them, whether or not it was ever answered. */
  isYoung: boolean;
}

/** Who at the clinic records it, and what they know. */
export interface ClearanceRecord {
  givenBy: string;
  givenByName: string;
  clinician: string | null;
  expiresAt: Date;
}

/** What being under 18 asks of a session, by the name the questions have for it. */
export const UNDER_18 = 'under_18';

/** Codes that count now: answers older than six months have to be asked again, and say nothing. */
export const codesOnFile = (
  { intake, isYoung }: Pick<HealthFile, 'intake' | 'isYoung'>,
  now: Date,
): string[] => {
  const answered = intake && intake.dueAgainAt > now ? intake.codes : [];
  return isYoung ? [...new Set([...answered, UNDER_18])] : answered;
};

/** What clinicians have agreed to that still holds at `at`, the start of the session. */
export const clearedAt = ({ clearances }: Pick<HealthFile, 'clearances'>, at: Date) => {
  const valid = clearances.flatMap(({ covers, expiresAt }) =>
    covers && expiresAt && expiresAt > at ? [covers] : [],
  );
  return {
    codes: new Set(valid.flatMap(({ codes }) => codes)),
    isTooSore: valid.some(({ isTooSore }) => isTooSore),
  };
};

/**
 * When what clinicians have agreed to of this ends: what ends first decides. Null = they agreed to none of it, so
 * that nothing can end.
 */
export function clearedUntil(
  { clearances }: Pick<HealthFile, 'clearances'>,
  asked: AskedOfClinician,
): Date | null {
  const lastOf = (isIn: (covers: AskedOfClinician) => boolean): number =>
    Math.max(
      ...clearances.flatMap(({ covers, expiresAt }) =>
        covers && expiresAt && isIn(covers) ? [expiresAt.getTime()] : [],
      ),
    );
  const ends = [
    ...asked.codes.map((code) => lastOf(({ codes }) => codes.includes(code))),
    ...(asked.isTooSore ? [lastOf(({ isTooSore }) => isTooSore)] : []),
  ].filter(Number.isFinite);
  return ends.length === 0 ? null : new Date(Math.min(...ends));
}

/** Of somebody never seen before. */
export const emptyFile = (isYoung: boolean): HealthFile => ({
  ...{ intake: null, clearances: [], wait: null },
  isYoung,
});

@Injectable()
export class HealthFileService {
  constructor(
    private readonly clients: ClientStore,
    private readonly intakes: IntakeStore,
    private readonly clearances: ClearanceStore,
  ) {}

  /** Opens what is sealed: for rules that decide, or behind HealthRecordService for somebody who reads. */
  async open(tx: Transaction, clientId: string): Promise<HealthFile> {
    const [intake, clearances, wait, isYoung] = await Promise.all([
      this.intakes.findNewest(tx, clientId),
      this.clearances.listOfClient(tx, clientId),
      this.clearances.findWait(tx, clientId),
      this.clients.isYoung(tx, clientId),
    ]);
    return { intake, clearances, wait, isYoung };
  }

  /** What was answered for one booking, for the rules that decide about it. */
  async answersTo(
    tx: Transaction,
    of: { trainingId: string | null; screeningId: string | null },
  ): Promise<{ codes: string[]; training: TrainingReport | null }> {
    const screening = of.screeningId ? await this.clients.openScreening(tx, of.screeningId) : null;
    return {
      codes: screening?.codes ?? [],
      training: of.trainingId ? await this.clients.findTraining(tx, of.trainingId) : null,
    };
  }

  /** Callers hold the client's lock. */
  async answerIntake(
    tx: Transaction,
    clientId: string,
    intake: { codes: string[]; questionsVersion: string; dueAgainAt: Date },
  ): Promise<void> {
    await this.intakes.insert(tx, { clientId, ...intake });
  }

  /** From now on a clinician's yes is waited for. Callers hold the client's lock. */
  async wait(tx: Transaction, clientId: string, asked: AskedOfClinician): Promise<void> {
    await this.clearances.wait(tx, clientId, asked);
  }

  /** Records clearance of all that waits; the scopes that did, none when nothing waited. */
  async clear(
    tx: Transaction,
    clientId: string,
    record: ClearanceRecord,
  ): Promise<ClearanceScope[]> {
    await this.clients.lockById(tx, clientId);
    const { expiresAt, ...by } = record;
    const cleared: ClearanceScope[] = [];
    if (await this.clients.unblock(tx, clientId)) {
      await this.clearances.insert(tx, { clientId, ...by, expiresAt: null, covers: null });
      cleared.push('red_flag');
    }
    const wait = await this.clearances.findWait(tx, clientId);
    if (wait) {
      await this.clearances.insert(tx, { clientId, ...by, expiresAt, covers: wait.asked });
      await this.clearances.endWait(tx, clientId);
      cleared.push('answers');
    }
    return cleared;
  }
}
