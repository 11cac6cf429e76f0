import type { ClinicPlan, Span, Step } from './clinic-model.ts';
import type { Answer } from './client.ts';
import { type Booked, bookedFrom, type World } from './world.ts';

export interface Slot {
  quarter: number;
  length: number;
  therapist: number;
}

/** What one client does; `nth` picks among the newest holds, bookings or blocks there are. */
export type Op =
  | { do: 'hold' | 'block'; slot: Slot }
  | { do: 'search'; length: number }
  | { do: 'move'; nth: number; slot: Slot }
  | { do: 'confirm' | 'cancel' | 'extend' | 'release' | 'unblock'; nth: number };

const TEN = 10 * 60;
const QUARTERS = 11;
/** How many of the newest are fought over. */
const NEWEST = 6;
const MINUTE_MS = 60_000;

interface KnownHold {
  id: string;
  answer: Answer;
}
interface KnownBooking {
  booked: Booked;
  length: number;
}

/** Everybody who comes to the small clinic on one day, and what they were told. */
export class ModelClients {
  batches = 0;
  private readonly holds: KnownHold[] = [];
  private readonly bookings: KnownBooking[] = [];
  private readonly blocks: string[] = [];

  private constructor(
    readonly world: World,
    private readonly day: string,
    private readonly cookie: string,
    readonly plan: ClinicPlan,
  ) {}

  static async open(world: World): Promise<ModelClients> {
    const { therapistIds, roomIds } = world.small;
    const cookie = await world.desk();
    return new ModelClients(world, world.freshDay(), cookie, { therapistIds, roomIds });
  }

  async now(): Promise<number> {
    const [row] = await this.world.db.asOwner<{ now: Date }>('SELECT app_now() AS now');
    return row?.now.getTime() ?? 0;
  }

  async wait(duration: string): Promise<void> {
    await this.world.db.advance(duration);
  }

  /** All at the same moment. What has nothing to act on is left out. */
  async together(ops: readonly Op[]): Promise<Step[]> {
    this.batches += 1;
    const steps = await Promise.all(ops.map((op) => this.press(op)));
    return steps.filter((step) => step !== null);
  }

  /** `resource start end` of everything that stands on this day. */
  async standing(): Promise<string[]> {
    const rows = await this.world.db.asOwner<{ id: string; start: Date; end: Date }>(
      `SELECT resource_id AS id, lower(during) AS start, upper(during) AS "end" FROM occupancy
        WHERE clinic_id = $1 AND during && tstzrange($2, $2::timestamptz + interval '1 day')
          AND status <> 'released' AND NOT (status = 'held' AND expires_at <= app_now())`,
      [this.world.small.clinicId, `${this.day}T00:00:00Z`],
    );
    return rows.map(({ id, start, end }) => `${id} ${this.minute(start)} ${this.minute(end)}`);
  }

  async bookingState(reference: string): Promise<string> {
    const [row] = await this.world.db.asOwner<{ status: string; revision: number }>(
      'SELECT status, revision FROM booking WHERE reference = $1',
      [reference],
    );
    return `${row?.status} ${row?.revision}`;
  }

  private async press(op: Op): Promise<Step | null> {
    switch (op.do) {
      case 'search':
        return this.search(op.length);
      case 'hold':
        return this.hold(op.slot);
      case 'block':
        return this.block(op.slot);
      case 'unblock':
        return this.unblock(newest(this.blocks, op.nth));
      case 'move':
        return this.move(newest(this.bookings, op.nth), op.slot);
      case 'cancel':
        return this.cancel(newest(this.bookings, op.nth));
      default:
        return this.useHold(op.do, newest(this.holds, op.nth));
    }
  }

  private async search(length: number): Promise<Step> {
    const { small } = this.world;
    const query = `serviceId=${small.serviceId}&durationMin=${length}&from=${this.day}&to=${this.day}`;
    const answer = await this.world.ask(small, 'GET', `availability?${query}`);
    const days = answer.body['days'] as
      { slots: { startsAt: string; therapistIds: string[] }[] }[] | undefined;
    if (!days) throw unexpected(answer);
    const offered = days.flatMap(({ slots }) =>
      slots.flatMap(({ startsAt, therapistIds }) =>
        therapistIds.map((id) => `${this.minute(startsAt)} ${id}`),
      ),
    );
    const starts = Array.from({ length: QUARTERS }, (_, n) => TEN + n * 15);
    return { do: 'search', code: null, length, starts, offered: new Set(offered) };
  }

  private async hold(slot: Slot): Promise<Step> {
    const { world } = this;
    const wish = this.wishOf(slot);
    const answer = await world.hold(world.small, this.iso(wish.start), wish.therapistId, {
      durationMin: slot.length,
    });
    if (answer.status !== 201) return { do: 'hold', code: refused(answer), wish };
    const id = String(answer.body['id']);
    const [row] = await world.db.asOwner<{ room: string }>(
      'SELECT room_id AS room FROM hold WHERE id = $1',
      [id],
    );
    this.holds.push({ id, answer });
    const granted = {
      ...{ id, start: wish.start, end: wish.end, roomId: row?.room ?? '' },
      therapistId: String(answer.body['therapistId']),
      expiresAt: Date.parse(String(answer.body['expiresAt'])),
    };
    return { do: 'hold', code: null, wish, granted };
  }

  private async useHold(
    what: 'confirm' | 'extend' | 'release',
    hold: KnownHold | undefined,
  ): Promise<Step | null> {
    if (!hold) return null;
    const { id, answer: held } = hold;
    if (what === 'confirm') return this.confirm(id, held);
    const headers = { 'hold-token': String(held.body['token']) };
    const { small } = this.world;
    if (what === 'release') {
      const answer = await this.world.ask(small, 'DELETE', `holds/${id}`, { headers });
      return { do: 'release', id, code: answer.status === 204 ? null : refused(answer) };
    }
    const answer = await this.world.ask(small, 'POST', `holds/${id}/extend`, { headers });
    if (answer.status !== 200) return { do: 'extend', id, code: refused(answer) };
    const expiresAt = Date.parse(String(answer.body['expiresAt']));
    return { do: 'extend', id, code: null, expiresAt };
  }

  private async confirm(id: string, held: Answer): Promise<Step> {
    const { world } = this;
    const answer = await world.confirm(world.small, held);
    if (answer.status !== 201) return { do: 'confirm', id, code: refused(answer) };
    const booked = bookedFrom(answer, String(held.body['startsAt']));
    this.bookings.push({ booked, length: Number(held.body['durationMin']) });
    const { reference } = booked;
    const { room } = await this.place(reference, 1);
    return { do: 'confirm', id, code: null, granted: { reference, roomId: room } };
  }

  private async move(known: KnownBooking | undefined, slot: Slot): Promise<Step | null> {
    if (!known) return null;
    const { world } = this;
    const { booked, length } = known;
    const { reference } = booked;
    const wish = this.wishOf({ ...slot, length });
    const { therapistId, ...span } = wish;
    const answer = await world.move(world.small, booked, this.iso(span.start), {
      ...(therapistId && { therapistId }),
    });
    if (answer.status !== 200) return { do: 'move', reference, wish, code: refused(answer) };
    const revision = Number(answer.body['revision']);
    const { room, therapist } = await this.place(reference, revision);
    const granted = { ...span, therapistId: therapist, roomId: room, revision };
    return { do: 'move', reference, wish, code: null, granted };
  }

  private async cancel(known: KnownBooking | undefined): Promise<Step | null> {
    if (!known) return null;
    const { reference } = known.booked;
    const answer = await this.world.cancel(this.world.small, known.booked);
    if (answer.status !== 200) return { do: 'cancel', reference, code: refused(answer) };
    return { do: 'cancel', reference, code: null, revision: Number(answer.body['revision']) };
  }

  private async block(slot: Slot): Promise<Step> {
    const [first = ''] = this.plan.therapistIds;
    const wish = { ...this.wishOf(slot) };
    const named = { ...wish, therapistId: wish.therapistId ?? first };
    const body = {
      resourceIds: [named.therapistId],
      startsAt: this.iso(named.start),
      endsAt: this.iso(named.end),
      reason: 'training',
    };
    const headers = { cookie: this.cookie };
    const answer = await this.world.ask(this.world.small, 'POST', 'desk/blocks', { body, headers });
    if (answer.status !== 201) return { do: 'block', wish: named, code: refused(answer) };
    const id = String(answer.body['id']);
    this.blocks.push(id);
    return { do: 'block', wish: named, code: null, id };
  }

  private async unblock(id: string | undefined): Promise<Step | null> {
    if (id === undefined) return null;
    const headers = { cookie: this.cookie, 'if-match': '"1"' };
    const path = `desk/blocks/${id}`;
    const answer = await this.world.ask(this.world.small, 'DELETE', path, { headers });
    return { do: 'unblock', id, code: answer.status === 204 ? null : refused(answer) };
  }

  /** Where a booking was at one of its revisions, from the log: a later one may have moved it on. */
  private async place(
    reference: string,
    revision: number,
  ): Promise<{ therapist: string; room: string }> {
    const rows = await this.world.db.asOwner<{ therapist: string; room: string }>(
      `SELECT a.details ->> 'therapistId' AS therapist, a.details ->> 'roomId' AS room
         FROM booking b JOIN audit_log a ON a.subject = b.id::text
        WHERE b.reference = $1 AND a.action IN ('booking.confirmed', 'booking.moved') ORDER BY a.id`,
      [reference],
    );
    const row = rows[revision - 1];
    if (!row) throw new Error(`${reference} has no line for revision ${revision}`);
    return row;
  }

  private wishOf({ quarter, length, therapist }: Slot): Span & { therapistId: string | undefined } {
    const start = TEN + quarter * 15;
    return { start, end: start + length, therapistId: this.plan.therapistIds[therapist] };
  }

  private iso(minute: number): string {
    return new Date(Date.parse(`${this.day}T00:00:00Z`) + minute * MINUTE_MS).toISOString();
  }

  private minute(at: string | Date): number {
    return (new Date(at).getTime() - Date.parse(`${this.day}T00:00:00Z`)) / MINUTE_MS;
  }
}

function newest<Value>(values: readonly Value[], nth: number): Value | undefined {
  const last = values.slice(-NEWEST);
  return last[nth % Math.max(1, last.length)];
}

const unexpected = (answer: Answer): Error =>
  new Error(`unexpected: ${answer.status} ${answer.text.slice(0, 300)}`);

function refused(answer: Answer): string {
  const { status, body } = answer;
  if (status < 400 || status >= 500 || typeof body.code !== 'string') throw unexpected(answer);
  return body.code;
}
