import { Injectable } from '@nestjs/common';
import type { Transaction } from '@limber/persistence';
import {
  addDays,
  type Assignment,
  chooseTherapist,
  dayRange,
  type FairShare,
  localDateOf,
  offeredMinutes,
  type Pick,
} from '@limber/scheduling';
import { FairShareStore } from './fair-share.store.ts';
import type { Schedule } from './schedule.service.ts';

/** The days over which work is shared out, the day of the wanted start being the last. */
const FAIR_DAYS = 28;

/** Who takes a start that the client leaves to the clinic. */
@Injectable()
export class FairChoice {
  constructor(private readonly shares: FairShareStore) {}

  /**
   * Reads nothing when there is no choice. The window ends with the day of the start, so that what is booked
   * ahead counts too. `schedule` must reach back over it.
   */
  async choose(
    tx: Transaction,
    schedule: Schedule,
    candidates: Assignment[],
    wanted: { startsAt: number; preferTherapistId?: string | undefined },
  ): Promise<{ assignment: Assignment; pick: Pick }> {
    const preferred = wanted.preferTherapistId ?? null;
    const ids = new Set(candidates.map(({ therapistId }) => therapistId));
    const isOpen = ids.size > 1 && !(preferred !== null && ids.has(preferred));
    const team = isOpen
      ? await this.teamShares(tx, schedule, wanted.startsAt)
      : new Map<string, FairShare>();
    return chooseTherapist(candidates, team, preferred);
  }

  private async teamShares(
    tx: Transaction,
    { clinic, frame }: Schedule,
    startsAt: number,
  ): Promise<Map<string, FairShare>> {
    const to = localDateOf(startsAt, clinic.timeZone);
    const from = addDays(to, 1 - FAIR_DAYS);
    const span = {
      start: dayRange(from, clinic.timeZone).start,
      end: dayRange(to, clinic.timeZone).end,
    };
    const rows = await this.shares.read(
      tx,
      frame.therapists.map(({ id }) => id),
      span,
    );
    const therapists = frame.therapists.map((therapist) => ({
      ...therapist,
      unavailable: rows.get(therapist.id)?.away ?? [],
    }));
    const offered = offeredMinutes({ locations: frame.locations, therapists }, { from, to });
    const shares = [...rows].map(
      ([id, { bookedTenths, lastAnyAt, since }]): [string, FairShare] => [
        id,
        {
          ...{ bookedTenths, lastAnyAt },
          offeredMin: offered.get(id) ?? 0,
          isNew: since === null || since > from,
        },
      ],
    );
    return new Map(shares);
  }
}
