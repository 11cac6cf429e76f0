import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import type {
  DeskWaitlistEntry,
  DeskWaitlistOffer,
  DeskWaitlistQuery,
  DeskWave,
  ErrorCode,
} from '@limber/contracts';
import { AppError, Ids, MINUTE } from '@limber/kernel';
import {
  AuditLogStore,
  type IdempotentRequest,
  IdempotencyStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { StartLost } from './assignment.service.ts';
import { preconditionFailed, startRefused, waitlistClosed } from './booking.errors.ts';
import type { AtTheDesk } from './desk.rules.ts';
import { HoldService } from './hold.service.ts';
import { WaitlistCandidates } from './waitlist-candidates.service.ts';
import { WaitlistGapStore } from './waitlist-gap.store.ts';
import { WaitlistOfferService } from './waitlist-offer.service.ts';
import { entryStateAt, offerStateAt } from './waitlist.rules.ts';
import { WaitlistStore } from './waitlist.store.ts';
import { WaitlistViews } from './waitlist.view.ts';
import { WaitlistWaveService } from './waitlist-wave.service.ts';
import { WaitlistWaveStore } from './waitlist-wave.store.ts';
import type { WaitlistEntry, WaitlistGap } from './waitlist.entity.ts';

/** The list at the desk: who waits, who was offered what, and offering by hand. */
@Injectable()
export class WaitlistDeskService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly idempotency: IdempotencyStore,
    private readonly entries: WaitlistStore,
    private readonly waves: WaitlistWaveStore,
    private readonly gaps: WaitlistGapStore,
    private readonly candidates: WaitlistCandidates,
    private readonly maker: WaitlistWaveService,
    private readonly offers: WaitlistOfferService,
    private readonly holdService: HoldService,
    private readonly views: WaitlistViews,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  /** Waiting: the longest first. Ended: the newest first. */
  async list(clinicId: string, query: DeskWaitlistQuery): Promise<DeskWaitlistEntry[]> {
    const { state, serviceId, therapistId } = query;
    return this.runner.run(clinicId, async (tx) =>
      this.views.atDesk(
        tx,
        await this.entries.listRows(tx, { waiting: state === 'waiting', serviceId, therapistId }),
      ),
    );
  }

  /** What was offered to whom, newest first. */
  async listWaves(clinicId: string): Promise<DeskWave[]> {
    return this.runner.run(clinicId, async (tx) => {
      const waves = await this.waves.listNewestWaves(tx);
      const offers = await this.waves.listOffersOf(
        tx,
        waves.map(({ id }) => id),
      );
      return waves.map((wave) => ({
        ...{ id: wave.id, number: wave.number, cause: wave.cause, timeZone: wave.timeZone },
        state: offerStateAt(wave.state, wave.expiresAt, tx.now),
        therapist: { id: wave.therapistId, name: wave.therapist },
        startsAt: wave.startsAt.toISOString(),
        mailAt: wave.mailAt.toISOString(),
        expiresAt: wave.expiresAt.toISOString(),
        createdAt: wave.createdAt.toISOString(),
        offers: offers
          .filter(({ waveId }) => waveId === wave.id)
          .map(({ entryId, rank, clientName, service, durationMin, state, reference }) => ({
            ...{ entryId, rank, clientName, service, durationMin, reference },
            state: offerStateAt(state, wave.expiresAt, tx.now),
          })),
      }));
    });
  }

  /** Takes somebody off the list; what they are being offered goes to the next. */
  async remove(
    clinicId: string,
    id: string,
    revision: number,
    by: AtTheDesk,
  ): Promise<DeskWaitlistEntry> {
    return this.runner.run(clinicId, async (tx) => {
      await this.entries.queue(tx);
      await this.offers.giveUp(tx, id, 'withdrawn');
      const entry = await this.entries.lockById(tx, id);
      if (!entry) throw notFound('waitlist entry');
      if (entry.revision !== revision) throw preconditionFailed();
      if (entry.state !== 'waiting') throw waitlistClosed();
      await this.entries.end(tx, entry, 'removed');
      await this.audit.record(tx, {
        ...{ actor: `staff:${by.staff.userId}`, action: 'waitlist.removed', subject: id },
        requestId: by.requestId,
      });
      return this.one(tx, id);
    });
  }

  /** A free start, kept for one person as for a wave; their windows are the desk's to overlook. */
  async offer(
    clinicId: string,
    id: string,
    chosen: DeskWaitlistOffer,
    by: AtTheDesk,
    asked: IdempotentRequest | null,
  ): Promise<DeskWaitlistEntry> {
    try {
      return await this.runner.run(clinicId, (tx) =>
        this.idempotency.once(tx, asked, () => this.offerIn(tx, id, chosen, by)),
      );
    } catch (error) {
      if (error instanceof StartLost) throw await this.holdService.refusal(clinicId, error);
      throw error;
    }
  }

  private async offerIn(
    tx: Transaction,
    id: string,
    { startsAt, therapistId }: DeskWaitlistOffer,
    by: AtTheDesk,
  ): Promise<DeskWaitlistEntry> {
    await this.entries.queue(tx);
    const entry = await this.entries.findById(tx, id);
    if (!entry) throw notFound('waitlist entry');
    if (entryStateAt(entry, tx.now) !== 'waiting') throw waitlistClosed();
    const gap = this.gapOf(tx, entry, new Date(startsAt), therapistId);
    const row = (await this.entries.listOfferable(tx, gap.id)).find((each) => each.id === id);
    if (!row) throw await this.unofferable(tx, id);
    const first = await this.candidates.one(tx, row);
    const start = {
      ...{ startsAt: gap.startsAt.getTime(), endsAt: gap.endsAt.getTime() },
      ...{ locationId: entry.locationId ?? undefined, therapistIds: [therapistId] },
    };
    await this.gaps.insertOne(tx, gap);
    const made = await this.maker.make(
      tx,
      gap,
      { first, start, all: [] },
      { actor: `staff:${by.staff.userId}`, requestId: by.requestId },
    );
    if (!made) throw startRefused('NOTICE') ?? waitlistClosed();
    await this.gaps.lookAgain(tx, gap.id, made.expiresAt);
    return this.one(tx, id);
  }

  private async unofferable(tx: Transaction, id: string): Promise<AppError<ErrorCode>> {
    const open = await this.waves.findOpenOf(tx, id);
    return open ? new AppError<ErrorCode>('ALREADY_OFFERED') : waitlistClosed();
  }

  private gapOf(
    tx: Transaction,
    { durationMin }: WaitlistEntry,
    startsAt: Date,
    therapistId: string,
  ): WaitlistGap {
    return {
      ...{ clinicId: tx.clinicId, id: this.ids.uuid(), therapistId, cause: 'desk', startsAt },
      endsAt: new Date(startsAt.getTime() + durationMin * MINUTE),
      ...{ dueAt: tx.now, createdAt: tx.now, doneAt: null },
    };
  }

  private async one(tx: Transaction, id: string): Promise<DeskWaitlistEntry> {
    const [view] = await this.views.atDesk(tx, await this.entries.listRows(tx, { ids: [id] }));
    if (!view) throw notFound('waitlist entry');
    return view;
  }
}
