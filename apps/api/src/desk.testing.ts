import { type NewStaff, StaffService } from '@limber/accounts';
import { type Answer, type ApiWorld, bookingBody, type Held, holdBody } from './api.testing.ts';

export const PASSWORD = 'fifteen-letters';

export interface Person {
  userId: string;
  email: string;
  /** As a Cookie header. */
  cookie: string;
}

/** Makes somebody who may sign in; what is not named is a front desk of the world's clinic. */
export async function hire(
  api: ApiWorld,
  email: string,
  change: Partial<NewStaff> = {},
): Promise<Person> {
  const userId = await api.app.get(StaffService, { strict: false }).ensure({
    name: 'Fay Desk',
    email,
    password: PASSWORD,
    clinicId: api.clinic.clinicId,
    role: 'front_desk',
    therapistId: null,
    ...change,
  });
  return { userId, email, cookie: cookieOf(await signIn(api, email)) };
}

export const signIn = (
  api: ApiWorld,
  email: string,
  password = PASSWORD,
): Promise<Answer<Record<string, unknown>>> =>
  api.call('POST', '/api/auth/sign-in/email', { body: { email, password } });

/** What the browser would send back. */
export const cookieOf = ({ headers }: Answer<unknown>): string =>
  headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');

export const asPerson = (
  { cookie }: Pick<Person, 'cookie'>,
  more: Record<string, string> = {},
) => ({
  headers: { cookie, ...more },
});

/** Ada is booked with a therapist; on the clock's Monday she trained, and says so while it is still fresh. */
export async function bookTrained(
  api: ApiWorld,
  startsAt: string,
  therapistId: string,
  change: { email?: string; screening?: string[]; note?: string; rested?: boolean } = {},
): Promise<{ reference: string; id: string; revision: number }> {
  const training = {
    type: 'long_endurance',
    endedAt: '2027-01-11T03:00:00Z',
    rpe: 7,
    durationMin: 95,
  };
  const { email = 'ada@example.com', screening = ['bp_controlled'], note, rested } = change;
  const spoken = await api.call<{ id: string }>('POST', 'recommendations', {
    body: {
      ...(!rested && { training }),
      ...{ areas: ['legs'], soreness: 4, goal: 'ease_soreness', screening },
    },
  });
  const held = await api.call<Held>('POST', 'holds', {
    body: holdBody(api.clinic, startsAt, therapistId),
  });
  const booked = await api.call<{ reference: string }>('POST', 'bookings', {
    body: bookingBody(held.body.id, {
      client: { name: 'Ada Hill', email, phone: '07700 900123' },
      ...(!rested && { training: { ...training, areas: ['legs'], soreness: 4 } }),
      recommendationId: spoken.body.id,
      screening,
      ...(note && { note }),
    }),
    headers: { 'hold-token': held.body.token },
  });
  if (booked.status !== 201) throw new Error(booked.text);
  const { reference } = booked.body;
  const [row] = await api.db.asOwner<{ id: string; revision: number }>(
    'SELECT id, revision FROM booking WHERE reference = $1',
    [reference],
  );
  return { reference, id: row?.id ?? '', revision: row?.revision ?? 0 };
}

export const readsOf = async (api: ApiWorld, bookingId: string): Promise<string[]> =>
  (
    await api.db.asOwner<{ actor: string }>(
      `SELECT actor FROM audit_log WHERE action = 'health.read' AND subject = $1 ORDER BY id`,
      [bookingId],
    )
  ).map(({ actor }) => actor);
