import { Injectable } from '@nestjs/common';
import type { Transaction } from '@limber/persistence';
import { addDays, dayRange, type FairShare, localDateOf, offeredMinutes } from '@limber/scheduling';
import { FairShareStore } from './fair-share.store.ts';
import type { Schedule } from './schedule.service.ts';

/** The days over which work is shared out, the day of the wanted start being the last. */
const FAIR_DAYS = 28;

/** By therapist. */
export type Team = ReadonlyMap<string, FairShare>;

/** How the work is shared out: by this the clinic chooses who takes a start that the client leaves open. */
@Injectable()
export class FairShares {
  constructor(private readonly shares: FairShareStore) {}

  /**
   * What each therapist's share of the work is. The window ends with the day of the start, so that what is booked
   * ahead counts too. `schedule` must reach back over it.
   */
  async team(tx: Transaction, schedule: Schedule, startsAt: number): Promise<Team> {
    const { clinic, frame } = schedule;
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
