import { Injectable } from '@nestjs/common';
import { ClinicService, ClinicStore, notFound } from '@limber/clinic';
import type { HoldRequest, HoldView } from '@limber/contracts';
import { Ids, MINUTE } from '@limber/kernel';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  sha256,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import {
  AssignmentService,
  type SeenDay,
  StartLost,
  type Taker,
  type WantedStart,
} from './assignment.service.ts';
import type { Hold } from './booking.entity.ts';
import {
  holdExpired,
  holdExtended,
  holdUsed,
  slotTaken,
  startRefused,
  tooManyHolds,
} from './booking.errors.ts';
import { bookedPolicyOf, policyView } from './booking.view.ts';
import { holdUntil } from './booking.rules.ts';
import { HoldStore } from './hold.store.ts';
import { OccupancyStore } from './occupancy.store.ts';
import { type Schedule, ScheduleService } from './schedule.service.ts';
import { StartQueue } from './start-queue.service.ts';

/** Who asks: a browser session (its cookie) and a network address; only their hashes are kept. */
export interface Visitor {
  visit: string | null;
  /** The session begins with this request: it cannot have kept anything yet. */
  isNewVisit?: boolean;
  address: string;
  requestId: string;
}

/** What deciding about a hold needs, before anything is locked. */
interface Read {
  schedule: Schedule;
  /** Live holds from the visitor's address, their own not counted. */
  live: number;
  /** The day as it was a moment ago. */
  seen?: SeenDay | undefined;
}

@Injectable()
export class HoldService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly queue: StartQueue,
    private readonly assignments: AssignmentService,
    private readonly schedules: ScheduleService,
    private readonly clinics: ClinicService,
    private readonly clinicStore: ClinicStore,
    private readonly holds: HoldStore,
    private readonly occupancy: OccupancyStore,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  /** Keeps a start for one visitor. A second hold of the same visit replaces the first. */
  async hold(
    clinicId: string,
    request: HoldRequest,
    visitor: Visitor,
    asked: IdempotentRequest | null,
  ): Promise<HoldView> {
    const wanted = { ...request, startsAt: Date.parse(request.startsAt) };
    const mayKeepATime = visitor.visit !== null && !visitor.isNewVisit;
    try {
      return await this.queue.inTurn(clinicId, wanted, { mayKeepATime, asked }, (seen) =>
        this.runner.run(clinicId, (tx) =>
          this.idempotency.once(
            tx,
            asked,
            (ahead) => this.place(tx, wanted, visitor, { ...ahead, seen }),
            () => this.readFor(tx, wanted, visitor),
          ),
        ),
      );
    } catch (error) {
      if (error instanceof StartLost) throw await this.refusal(clinicId, error);
      throw error;
    }
  }

  /** Words a lost start: a public reason, or "taken" with the nearest alternatives. */
  async refusal(clinicId: string, lost: StartLost, expired = false): Promise<Error> {
    const reason = startRefused(lost.code);
    if (reason) return reason;
    const alternatives = await lost.alternatives(() => this.alternatives(clinicId, lost));
    return expired ? holdExpired(alternatives) : slotTaken(alternatives, lost);
  }

  private async alternatives(clinicId: string, { seen, wanted }: StartLost): Promise<string[]> {
    const known = seen && this.schedules.alternativesOf(seen, wanted.startsAt, wanted);
    if (known) return known;
    return this.runner.run(clinicId, async (tx) => {
      const schedule = await this.schedules.load(tx, wanted);
      return this.schedules.alternatives(tx, schedule, wanted.startsAt, wanted);
    });
  }

  /** Once, while it lives, to 15 minutes from its creation. */
  async extend(
    clinicId: string,
    id: string,
    token: string,
  ): Promise<{ id: string; expiresAt: string }> {
    return this.runner.run(clinicId, async (tx) => {
      const hold = await this.lockOwn(tx, id, token);
      if (hold.extended) throw holdExtended();
      const { holdExtendedMin } = this.clinics.policiesOf(await this.clinicStore.get(tx));
      const expiresAt = holdUntil(hold.createdAt, holdExtendedMin);
      const alive = await this.occupancy.extendHold(tx, id, expiresAt);
      if (alive === 0) throw holdExpired();
      await this.holds.extend(tx, id, expiresAt);
      return { id, expiresAt: expiresAt.toISOString() };
    });
  }

  /** Gives the time back; doing so twice, or after expiry, is no mistake. */
  async release(clinicId: string, id: string, token: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      const hold = await this.holds.lockByToken(tx, id, sha256(token));
      if (!hold) throw notFound('hold');
      if (hold.status === 'used') throw holdUsed();
      this.drop(tx, hold);
    });
  }

  private async lockOwn(tx: Transaction, id: string, token: string): Promise<Hold> {
    const hold = await this.holds.lockByToken(tx, id, sha256(token));
    if (!hold) throw notFound('hold');
    if (hold.status === 'used') throw holdUsed();
    if (hold.status === 'released') throw holdExpired();
    return hold;
  }

  private drop(tx: Transaction, hold: Pick<Hold, 'id'>): void {
    this.occupancy.releaseLiveHold(tx, hold.id);
    this.holds.setStatus(tx, hold.id, 'released');
  }

  /** The same inside a unit of work that does more. Throws StartLost. */
  async placeIn(tx: Transaction, wanted: WantedStart, visitor: Visitor): Promise<HoldView> {
    return this.place(tx, wanted, visitor, await this.readFor(tx, wanted, visitor));
  }

  private async readFor(tx: Transaction, wanted: WantedStart, visitor: Visitor): Promise<Read> {
    const visit = visitor.visit && sha256(visitor.visit);
    const [schedule, live] = await Promise.all([
      this.assignments.schedule(tx, wanted),
      this.holds.countLiveOfAddress(tx, sha256(visitor.address), visit),
    ]);
    return { schedule, live };
  }

  private async place(
    tx: Transaction,
    wanted: WantedStart,
    visitor: Visitor,
    { schedule, live, seen }: Read,
  ): Promise<HoldView> {
    const { liveHoldsPerAddress } = this.clinics.policiesOf(schedule.clinic);
    if (live >= liveHoldsPerAddress) {
      // The limit is on what is kept, never on asking: a time that is gone is gone for everybody.
      await this.assignments.assertFree(tx, wanted);
      throw tooManyHolds(liveHoldsPerAddress);
    }
    await this.releasePrevious(tx, visitor);
    const choice = await this.assignments.choose(tx, schedule, wanted, seen);
    const { view, hold } = this.compose(tx, schedule, wanted, choice, visitor);
    this.holds.insert(tx, hold);
    this.assignments.take(tx, schedule, wanted, choice, {
      status: 'held',
      expiresAt: hold.expiresAt,
      owner: { holdId: hold.id },
    });
    await this.audit.record(tx, {
      actor: 'visitor',
      action: 'hold.placed',
      subject: hold.id,
      details: { ...choice, any: hold.anyTherapist },
      requestId: visitor.requestId,
    });
    return view;
  }

  /** Before any resource lock: the order hold row, then resources, is the same everywhere. */
  private async releasePrevious(tx: Transaction, { visit, isNewVisit }: Visitor): Promise<void> {
    if (!visit || isNewVisit) return;
    const previous = await this.holds.lockLiveOfVisit(tx, sha256(visit));
    if (previous) this.drop(tx, previous);
  }

  private compose(
    tx: Transaction,
    schedule: Schedule,
    wanted: WantedStart,
    choice: Taker,
    visitor: Visitor,
  ): { view: HoldView; hold: Hold } {
    const { clinic, sold } = schedule;
    const policies = this.clinics.policiesOf(clinic);
    const token = this.ids.secret();
    const startsAt = new Date(wanted.startsAt);
    const policy = bookedPolicyOf(policies);
    const hold: Hold = {
      clinicId: tx.clinicId,
      id: this.ids.uuid(),
      tokenSha256: sha256(token),
      visitSha256: visitor.visit && sha256(visitor.visit),
      addressSha256: sha256(visitor.address),
      serviceId: sold.service.id,
      durationMin: sold.durationMin,
      locationId: choice.locationId,
      therapistId: choice.therapistId,
      secondTherapistId: choice.secondTherapistId ?? null,
      roomId: choice.roomId,
      startsAt,
      // Two sessions side by side cost what two sessions cost.
      priceMinor: sold.priceMinor * (choice.secondTherapistId ? 2 : 1),
      status: 'live',
      createdAt: tx.now,
      expiresAt: holdUntil(tx.now, policies.holdMin),
      extended: false,
      anyTherapist: wanted.therapistId === undefined,
      policy,
    };
    const view: HoldView = {
      id: hold.id,
      token,
      expiresAt: hold.expiresAt.toISOString(),
      serviceId: hold.serviceId,
      durationMin: hold.durationMin,
      therapistId: hold.therapistId,
      secondTherapistId: hold.secondTherapistId,
      locationId: hold.locationId,
      startsAt: startsAt.toISOString(),
      endsAt: new Date(wanted.startsAt + hold.durationMin * MINUTE).toISOString(),
      price: { amount: hold.priceMinor, currency: clinic.currency },
      policy: policyView({ ...hold, policy, originalStartsAt: startsAt }, clinic.currency),
    };
    return { view, hold };
  }
}
