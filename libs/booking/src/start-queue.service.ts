import { Injectable } from '@nestjs/common';
import { DAY } from '@limber/kernel';
import { SingleStatements, type IdempotentRequest, IdempotencyStore } from '@limber/persistence';
import { AssignmentService, type SeenDay, type WantedStart } from './assignment.service.ts';
import { Turns } from './turns.ts';

/** Who asks for a start, as far as the queue minds. */
interface Asker {
  /** Their time now, if any, makes way for what they ask for: only the unit of work can tell. */
  mayKeepATime: boolean;
  asked: IdempotentRequest | null;
}

/** Many at once for one therapist's day, or for anybody's: most of them need no unit of work to hear that it is gone. */
@Injectable()
export class StartQueue {
  private readonly turns = new Turns();

  constructor(
    private readonly singles: SingleStatements,
    private readonly assignments: AssignmentService,
    private readonly idempotency: IdempotencyStore,
  ) {}

  /** Throws StartLost when somebody before them took it. */
  inTurn<Value>(
    clinicId: string,
    wanted: WantedStart,
    asker: Asker,
    decide: (seen: SeenDay | undefined) => Promise<Value>,
  ): Promise<Value> {
    const who = wanted.therapistId ?? 'anybody';
    const day = Math.floor(wanted.startsAt / DAY);
    const look = (): Promise<SeenDay | undefined> => this.assertStillFree(clinicId, wanted, asker);
    return this.turns.take(`${clinicId}|${who}|${day}`, look, decide);
  }

  private async assertStillFree(
    clinicId: string,
    wanted: WantedStart,
    { mayKeepATime, asked }: Asker,
  ): Promise<SeenDay | undefined> {
    if (mayKeepATime) return undefined;
    const reads = this.singles.of(clinicId);
    try {
      return await this.assignments.assertFree(reads, wanted);
    } catch (error) {
      // An answer given before counts: it may be their own hold that stands in the way.
      if (!asked || !(await this.idempotency.isAnswered(reads, asked))) throw error;
      return undefined;
    }
  }
}
