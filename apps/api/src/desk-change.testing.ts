import type { DeskBookingDetail } from '@limber/contracts';
import { type Answer, type ApiWorld, startApi } from './api.testing.ts';
import { bookTrained, hire, type Person } from './desk.testing.ts';
import { mailsTo, post, type Problem } from './desk-ops.testing.ts';

/** A clinic whose front desk changes what was booked; its late fee is half the price. */
export async function startChanges() {
  const api = await startApi({
    policies: { lateCancellationFeePercent: 50 },
    environment: { DATABASE_POOL: '12' },
  });
  const [first = '', second = ''] = api.clinic.therapistIds;
  const fay = await hire(api, 'fay@clinic.example');
  const ana = await hire(api, 'ana@clinic.example', { role: 'therapist', therapistId: first });
  return { api, first, second, fay, ana, ...actsOf(api, first, fay) };
}
export type ChangeWorld = Awaited<ReturnType<typeof startChanges>>;

function actsOf(api: ApiWorld, first: string, fay: Person) {
  let next = 0;
  const send = (email: string) =>
    api.db.asOwner(
      `UPDATE message SET state = 'sent' WHERE recipient = $1 AND state = 'planned' AND family = 'booking'`,
      [email],
    );
  const act = <Body = DeskBookingDetail & Problem>(
    reference: string,
    path: string,
    revision: number,
    body: unknown = {},
    person = fay,
  ): Promise<Answer<Body>> =>
    post<Body>(api, person, `bookings/${reference}/${path}`, body, { 'if-match': `"${revision}"` });
  return {
    ...{ send, act },
    /** Everybody gets a day of their own, at ten; what was planned so far has gone out. */
    booked: async (sent = true) => {
      next += 1;
      const day = new Date(Date.UTC(2027, 0, 12 + next)).toISOString().slice(0, 10);
      const email = `client${next}@example.com`;
      const made = await bookTrained(api, `${day}T10:00:00Z`, first, { email, rested: true });
      if (sent) await send(email);
      return { ...made, email, day, at: (time: string) => `${day}T${time}:00Z` };
    },
    waiting: async (email: string) =>
      (await mailsTo(api, email)).filter(({ state }) => state === 'planned'),
    move: (reference: string, revision: number, startsAt: string, more: object = {}) =>
      act(reference, 'move', revision, { startsAt, ...more }),
  };
}
