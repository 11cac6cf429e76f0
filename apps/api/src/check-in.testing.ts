import type { CheckInAnswer, CheckInResult } from '@limber/contracts';
import { LinkSigner } from '@limber/persistence';
import { type Answer, type ApiWorld, bookingBody, type Held, holdBody } from './api.testing.ts';

export interface Story {
  email: string;
  clientId: string;
  chainId: string;
  reference: string;
  /** Of the check-ins, by kind. */
  tokens: Record<string, string>;
}

export interface Told {
  email?: string;
  consents?: object;
  /** Null = just relaxing. */
  training?: object | null;
  timeZone?: string;
  /** When the visit begins, in UTC, and how many days after the booking; 15:00 of the same day when left out. */
  visit?: { days: number; time: string };
}

const TRAINED_HOURS_AGO = 2;

const startOf = (now: number, { days, time }: { days: number; time: string }): string =>
  `${new Date(now + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00Z`;

/** Clients and their check-ins, over the clock of one api. */
export class CheckInWorld {
  private people = 0;

  constructor(private readonly api: ApiWorld) {}

  /** At noon of the next day: books 15:00 for somebody who trained until 10:00. */
  async book(told: Told = {}): Promise<Story> {
    const { email, consents = {}, training, timeZone, visit = { days: 0, time: '15:00' } } = told;
    const { api } = this;
    this.people += 1;
    const address = email ?? `runner${this.people}@example.com`;
    const { body: clock } = await api.call<{ now: string }>('GET', '/api/v1/demo/clock');
    const day = new Date(Date.parse(clock.now) + 86_400_000).toISOString().slice(0, 10);
    const now = (await api.db.setNow(`${day}T12:00:00Z`)).getTime();
    const held = await api.call<Held>('POST', 'holds', {
      body: holdBody(api.clinic, startOf(now, visit)),
    });
    const ran = {
      type: 'long_endurance',
      endedAt: new Date(now - TRAINED_HOURS_AGO * 3_600_000).toISOString(),
      rpe: 8,
      durationMin: 100,
    };
    const booked = await api.call<{ reference: string }>('POST', 'bookings', {
      body: bookingBody(held.body.id, {
        client: {
          ...{ name: 'Ru Nner', email: address, phone: '07700 900126' },
          ...(timeZone && { timeZone }),
        },
        consents: { healthData: true, checkIns: true, marketing: true, ...consents },
        ...(training !== null && { training: { ...ran, ...training } }),
      }),
      headers: { 'hold-token': held.body.token },
    });
    expect(booked.status).toBe(201);
    const { reference } = booked.body;
    const [plan] = await api.db.asOwner<{ chain_id: string; client_id: string }>(
      'SELECT chain_id, client_id FROM follow_up WHERE reference = $1',
      [reference],
    );
    const chainId = plan?.chain_id ?? '';
    const clientId = plan?.client_id ?? '';
    return { email: address, reference, chainId, clientId, tokens: await this.tokensOf(chainId) };
  }

  async move(story: Story, visit: { days: number; time: string }): Promise<void> {
    const startsAt = startOf(await this.now(), visit);
    expect((await this.change(story, 'reschedule', { startsAt })).status).toBe(200);
  }

  async cancel(story: Story): Promise<void> {
    expect((await this.change(story, 'cancel', { acceptFee: true })).status).toBe(200);
  }

  /** By the client, through the link of their mails. */
  private change({ reference, chainId }: Story, what: string, body: object) {
    const { api } = this;
    const token = api.app.get(LinkSigner).sign('manage', api.clinic.clinicId, chainId);
    const headers = { 'link-token': token };
    return api.call('POST', `bookings/${reference}/${what}`, { body, headers });
  }

  async tokensOf(chainId: string): Promise<Record<string, string>> {
    const rows = await this.api.db.asOwner<{ id: string; kind: string }>(
      'SELECT id, kind FROM check_in WHERE chain_id = $1',
      [chainId],
    );
    const signer = this.api.app.get(LinkSigner);
    const token = (id: string) => signer.sign('check-in', this.api.clinic.clinicId, id);
    return Object.fromEntries(rows.map(({ id, kind }) => [kind, token(id)]));
  }

  async hoursAfterTraining(hours: number): Promise<void> {
    await this.api.db.advance(`PT${hours - TRAINED_HOURS_AGO}H`);
  }

  async answer(
    token: string | undefined,
    answer: Partial<CheckInAnswer>,
  ): Promise<Answer<CheckInResult>> {
    const body = { redFlags: [], ...answer };
    return this.api.call<CheckInResult>('POST', `check-ins/${token}`, { body });
  }

  /** What waits to be sent to an address, in the order it falls due. */
  async planned(recipient: string): Promise<string[]> {
    const rows = await this.api.db.asOwner<{ kind: string }>(
      `SELECT kind FROM message WHERE recipient = $1 AND state = 'planned' ORDER BY due_at, kind`,
      [recipient],
    );
    return rows.map(({ kind }) => kind);
  }

  /** Of one booking's follow-ups: kind, state, reason, due. */
  async mailsOf({ chainId }: Pick<Story, 'chainId'>) {
    return this.api.db.asOwner<{ kind: string; state: string; reason: string | null; due: Date }>(
      `SELECT kind, state, reason, due_at AS due FROM message
        WHERE chain_id = $1 AND family = 'followup' ORDER BY due_at, kind`,
      [chainId],
    );
  }

  async now(): Promise<number> {
    const { body } = await this.api.call<{ now: string }>('GET', '/api/v1/demo/clock');
    return Date.parse(body.now);
  }
}
