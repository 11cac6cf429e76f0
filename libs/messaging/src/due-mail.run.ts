import type { Urgency } from '@limber/contracts';
import type { SingleStatements, Transaction, TransactionRunner } from '@limber/persistence';
import { ClaimLease } from './claim-lease.ts';
import type { DeliveryStore } from './delivery.store.ts';
import { attemptOf, type Closed, type DueMailStore, type DueSlice } from './due-mail.store.ts';
import { type Batch, Verdicts } from './due-mail.verdicts.ts';
import { allowedLate, firstBatch, nextBatch, slicesOf } from './due-mail.rules.ts';
import { Flights } from './flights.ts';
import { outgoingMail } from './mail-envelope.rules.ts';
import type { MailTransport } from './mail-transport.ts';
import type { MailView } from './mail-view.ts';
import type { MailWordingStore } from './mail-wording.store.ts';
import { inWords, lookAt } from './message-look.ts';
import type { MessageSources } from './message-source.ts';
import type { DueMessage } from './message.entity.ts';
import type { SendOutcome } from './message.rules.ts';
import type { MessageService } from './message.service.ts';
import type { RenderedMail } from './render-mail.tsx';
import type { Place, SendWindow } from './send-window.ts';
import type { SuppressionStore } from './suppression.store.ts';

/** One wake-up works for so long at most: other clinics wait for the same worker. */
const RUN_MS = 20_000;

/** More than the transport has connections, so that each finds its next mail ready. */
const AT_A_TIME = 10;
/** Whoever waits longer behind a slow server waits no more: by then the last look is old. */
const START_WITHIN_MS = 10_000;
const NOT_STARTED: SendOutcome = { type: 'failed', response: 'not tried: the mail server is slow' };

export interface DueMailParts {
  runner: TransactionRunner;
  singles: SingleStatements;
  due: DueMailStore;
  deliveries: DeliveryStore;
  suppressions: SuppressionStore;
  sources: MessageSources;
  wordings: MailWordingStore;
  transport: Pick<MailTransport, 'send'>;
  render: (view: MailView) => Promise<RenderedMail> | RenderedMail;
  /** Sends one alone, where its batch met a fault. */
  messages: Pick<MessageService, 'deliver'>;
  mailDomain: string;
  /** How many mails a clinic sends in a minute while it catches up. */
  catchUpPerMinute: number;
}

interface Claimed {
  message: DueMessage;
  view: MailView;
}

/** What the mail server said of a batch is known. */
interface Told {
  /** How long its claim kept the rows locked. */
  claimMs: number;
  /** And in the database, but for what hangs. */
  written: Promise<void>;
}
const NOTHING: Told = { claimMs: 0, written: Promise.resolve() };

/**
 * One wake-up's work, a batch at a time: claim and last look of all of them in one transaction, SMTP outside of any,
 * each verdict as soon as it is known. A batch is no longer than a slow server lets it end soon.
 */
export class DueMailRun {
  private readonly faults: unknown[] = [];
  private readonly until = performance.now() + RUN_MS;
  private readonly others: Promise<void>[] = [];

  constructor(
    private readonly parts: DueMailParts,
    private readonly window: SendWindow,
    private readonly clinicId: string,
    private readonly urgency: Urgency,
    private readonly stopping: () => boolean,
    /** What the mail server keeps waiting goes on there. */
    private readonly hangs: (mail: Promise<void>) => void,
  ) {}

  async run(): Promise<void> {
    await this.lane();
    await Promise.all(this.others);
    if (this.faults.length > 0) throw this.faults[0];
  }

  private async lane(): Promise<void> {
    for (const slice of slicesOf(this.urgency)) await this.empty(slice);
  }

  private async empty(slice: DueSlice): Promise<void> {
    let size = firstBatch(this.urgency, slice);
    let last: Told = NOTHING;
    while (this.goesOn()) {
      const started = performance.now();
      const told = await this.batch(slice, size, last);
      if (!told) break;
      last = told;
      if (slice.oneByOne) {
        await last.written;
      } else {
        const tookMs = performance.now() - started;
        size = nextBatch(this.urgency, size, { tookMs, claimMs: told.claimMs });
      }
    }
    await last.written;
  }

  /** While one lane waits for the mail server the others claim: as soon as one has got all that it asked for. */
  private manyWait(): void {
    if (this.urgency === 'bulk' || this.others.length > 0) return;
    this.others.push(this.lane(), this.lane());
  }

  private goesOn(): boolean {
    return !this.stopping() && this.faults.length === 0 && performance.now() < this.until;
  }

  /** Null when nothing was there. The next ones are claimed while `last` is written down, and start only then. */
  private async batch(slice: DueSlice, size: number, last: Told): Promise<Told | null> {
    // What is claimed when a sender dies is given up, so nothing is claimed that may not start yet.
    const place = slice.oneByOne && (await this.placeForOne());
    const seen: string[] = [];
    const since = performance.now();
    let told = NOTHING;
    try {
      const { now, claimed } = await this.parts.runner
        .run(this.clinicId, (tx) => this.claim(tx, slice, size, seen))
        .catch((fault: unknown) => {
          if (place) place.leave();
          throw fault;
        });
      const claimMs = performance.now() - since;
      if (seen.length === size) this.manyWait();
      if (!place) this.window.take(claimed.length);
      else if (claimed.length === 0) place.leave();
      await last.written;
      const flights = await this.sendAll(claimed, { now, since, places: place ? [place] : [] });
      const written = flights.ended().catch((fault: unknown) => this.oneByOne(seen, fault));
      told = { claimMs, written };
    } catch (fault) {
      await last.written;
      await this.oneByOne(seen, fault);
    }
    return seen.length > 0 ? told : null;
  }

  private placeForOne(): Promise<Place> {
    this.window.take(1);
    return this.window.enter();
  }

  /** A few at a time, so that what is rendered goes out at once; none starts long after its claim. */
  private async sendAll(
    claimed: readonly Claimed[],
    { now, since, places }: { now: Date; since: number; places: Place[] },
  ): Promise<Flights> {
    const lease = this.lease(claimed, since);
    // Of this batch alone: what another lane writes down meanwhile is not waited for.
    const verdicts = new Verdicts(
      (batch) => this.record(now, batch),
      () => this.window.isWideOpen,
    );
    const startUntil = performance.now() + START_WITHIN_MS;
    const flights = new Flights(claimed.length, this.hangs, () => lease.end());
    const fly = async (one: Claimed, place: Place, goOn: () => void) => {
      const { id } = one.message;
      const mayStart = () => performance.now() < startUntil && lease.holds(id);
      try {
        const outcome = await this.outcomeOf(one, now, mayStart);
        lease.done(id);
        goOn();
        await verdicts.add({ message: one.message, outcome });
      } finally {
        goOn();
        place.leave();
      }
    };
    const left = claimed.values();
    const sender = async () => {
      for (const one of left) {
        const place = places.pop() ?? (await this.window.enter());
        await new Promise<void>((goOn) => flights.add(fly(one, place, goOn), place, goOn));
      }
    };
    await Promise.all(Array.from({ length: AT_A_TIME }, sender));
    return flights;
  }

  private lease(claimed: readonly Claimed[], since: number): ClaimLease {
    const { runner, deliveries } = this.parts;
    const claims = claimed.map(({ message }) => attemptOf(message));
    return new ClaimLease(claims, since, (ours) =>
      runner.run(this.clinicId, (tx) => deliveries.renew(tx, ours)),
    );
  }

  private async claim(tx: Transaction, slice: DueSlice, size: number, seen: string[]) {
    const { due, sources, suppressions, wordings } = this.parts;
    const messages = await due.claim(tx, slice, await this.allowed(tx, slice, size));
    seen.splice(0, seen.length, ...messages.map(({ id }) => id));
    if (messages.length === 0) return { now: tx.now, claimed: [] };
    const stopped = await suppressions.stopped(tx, messages);
    const going: { message: DueMessage; view: MailView }[] = [];
    const closed: Closed[] = [];
    for (const message of messages) {
      const looked = await lookAt(sources, tx, message, stopped);
      if ('send' in looked) going.push({ message, view: looked.send });
      else closed.push({ message, ...looked });
    }
    due.release(tx, closed);
    const words = await wordings.wordsOf(
      tx,
      going.map(({ message }) => message),
    );
    const claimed = going.map(({ message, view }) => ({
      message,
      view: inWords(view, words.get(message.id)),
    }));
    return { now: tx.now, claimed };
  }

  /** What is late goes out at a walk; the lock of the count makes it hold among workers. */
  private async allowed(tx: Transaction, slice: DueSlice, size: number): Promise<number> {
    if (!slice.atAWalk) return size;
    const { deliveries, catchUpPerMinute } = this.parts;
    return Math.min(size, allowedLate(await deliveries.startedInLastMinute(tx), catchUpPerMinute));
  }

  private async outcomeOf(
    { message, view }: Claimed,
    now: Date,
    mayStart: () => boolean,
  ): Promise<SendOutcome> {
    const { mailDomain, render, transport } = this.parts;
    let outgoing;
    try {
      outgoing = outgoingMail(message, view, await render(view), { now, mailDomain });
    } catch (fault) {
      this.faults.push(fault);
      const name = fault instanceof Error ? fault.name : typeof fault;
      return { type: 'failed', response: `fault before sending: ${name}` };
    }
    return mayStart() ? transport.send(outgoing) : NOT_STARTED;
  }

  private async record(startedAt: Date, batch: Batch): Promise<void> {
    const taken = batch.filter(({ outcome }) => outcome.type === 'accepted');
    const others = batch.filter(({ outcome }) => outcome.type !== 'accepted');
    await Promise.all([
      taken.length > 0 && this.markSent(startedAt, taken),
      others.length > 0 && this.settle(startedAt, others),
    ]);
  }

  /** What a crash finds between the server's yes and this goes out again: one message to the database and back. */
  private async markSent(startedAt: Date, taken: Batch): Promise<void> {
    const { due, singles, runner } = this.parts;
    const quick = due.sent(singles.of(this.clinicId), startedAt, taken, { noted: false });
    // It met what somebody noted or locked, or a connection that had died; a unit of work tries again.
    await quick.catch(() =>
      runner.run(this.clinicId, (tx) => due.sent(tx, startedAt, taken, { noted: true })),
    );
  }

  private async settle(startedAt: Date, others: Batch): Promise<void> {
    const { runner, due, suppressions } = this.parts;
    await runner.run(this.clinicId, async (tx) => {
      await due.settle(tx, startedAt, others);
      for (const { message, outcome } of others) {
        // Nobody lives there: what else was planned for the address would only hurt our own good name.
        if (outcome.type === 'refused' && outcome.badAddress) {
          await suppressions.suppress(tx, message.recipient, 'undeliverable', 'bounce');
        }
      }
    });
  }

  /** One message that cannot be looked at must not keep the others of its batch. */
  private async oneByOne(ids: readonly string[], fault: unknown): Promise<void> {
    let faults = 0;
    for (const id of ids) {
      await this.parts.messages.deliver(this.clinicId, id).catch((own: unknown) => {
        faults += 1;
        this.faults.push(own);
      });
    }
    // None of them alone: then it was the batch's own, a database that went away say.
    if (faults === 0) this.faults.push(fault);
  }
}
