import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@limber/config';
import {
  createTestDatabase,
  insertWorkingClinic,
  type TestDatabase,
  type WorkingClinic,
  type WorkingClinicOptions,
} from '@limber/testing';
import { type Logger, pino } from 'pino';
import { createApp } from './app.ts';

export interface Answer<Body> {
  status: number;
  headers: Headers;
  body: Body;
  text: string;
}

export interface ApiWorld {
  db: TestDatabase;
  clinic: WorkingClinic;
  app: NestFastifyApplication;
  url: string;
  /** A request over a real socket; `path` below /api/v1/clinics/{the clinic} unless it begins with /. */
  call<Body = Record<string, unknown>>(
    method: string,
    path: string,
    options?: { body?: unknown; headers?: Record<string, string> },
  ): Promise<Answer<Body>>;
  close(): Promise<void>;
}

/** The clock of every suite begins here: a Monday morning in winter, well before the first shift. */
export const MONDAY = '2027-01-11T06:00:00Z';

interface ApiOptions {
  environment?: Record<string, string>;
  log?: Logger;
}

/** The whole api on its own database with a small working clinic, listening on a free port. */
export async function startApi(options: WorkingClinicOptions & ApiOptions = {}): Promise<ApiWorld> {
  const db = await createTestDatabase();
  const clinic = await insertWorkingClinic(db, options);
  await db.setNow(MONDAY);
  const world = await serve(db, clinic, options);
  return {
    ...world,
    close: async () => {
      await world.close();
      await db.close();
    },
  };
}

/** One more api for the same clinic, as on another machine: they share the database and nothing else. */
export const startBeside = ({ db, clinic }: ApiWorld, options: ApiOptions = {}) =>
  serve(db, clinic, options);

async function serve(
  db: TestDatabase,
  clinic: WorkingClinic,
  options: ApiOptions,
): Promise<ApiWorld> {
  const config = readConfig({ ...db.environment, DEMO_MODE: '1', ...options.environment });
  const app = await createApp(config, options.log ?? pino({ level: 'silent' }), {
    passwordCost: { memoryCost: 19_456, timeCost: 2 },
  });
  await app.listen(0, '127.0.0.1');
  const url = await app.getUrl();
  return {
    ...{ db, clinic, app, url },
    call: async <Body>(
      method: string,
      path: string,
      { body, headers = {} }: { body?: unknown; headers?: Record<string, string> } = {},
    ): Promise<Answer<Body>> => {
      const own = `/api/v1/clinics/${clinic.slug}`;
      const whole = path.startsWith('/') ? path : path ? `${own}/${path}` : own;
      const answer = await fetch(url + whole, {
        method,
        headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
      return {
        status: answer.status,
        headers: answer.headers,
        body: (isJson ? JSON.parse(text) : {}) as Body,
        text,
      };
    },
    close: () => app.close(),
  };
}

export const holdBody = (clinic: WorkingClinic, startsAt: string, therapistId?: string) => ({
  serviceId: clinic.serviceId,
  durationMin: 60,
  startsAt,
  ...(therapistId && { therapistId }),
});

export const bookingBody = (holdId: string, change: Record<string, unknown> = {}) => ({
  holdId,
  client: { name: 'Ada Hill', email: 'ada@example.com', phone: '07700 900123' },
  screening: [],
  consents: { healthData: true, checkIns: true, marketing: true },
  ...change,
});

export interface Held {
  id: string;
  token: string;
  expiresAt: string;
  therapistId: string;
  startsAt: string;
}

/** A time held and confirmed as a client does it: what it is known by, and the header of its link. */
export async function bookOnline(
  { call }: ApiWorld,
  hold: object,
  change: Record<string, unknown> = {},
): Promise<{ reference: string; headers: { 'link-token': string } }> {
  const held = await call<Held>('POST', 'holds', { body: hold });
  if (held.status !== 201) throw new Error(held.text);
  const { status, body, text } = await call<{ reference: string; manageUrl: string }>(
    ...(['POST', 'bookings'] as const),
    { body: bookingBody(held.body.id, change), headers: { 'hold-token': held.body.token } },
  );
  if (status !== 201) throw new Error(text);
  const token = new URL(body.manageUrl).searchParams.get('token') ?? '';
  return { reference: body.reference, headers: { 'link-token': token } };
}
