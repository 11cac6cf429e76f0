import { DAY } from '@limber/kernel';
import { LinkSigner } from '@limber/persistence';
import { type ApiWorld, bookOnline, holdBody, MONDAY, startApi } from './api.testing.ts';
import { hire, type Person } from './desk.testing.ts';
import { post } from './desk-ops.testing.ts';

let api: ApiWorld;
let fay: Person;
let ana: string;
let tom: string;
beforeAll(async () => {
  api = await startApi({ therapists: 2, policies: { lateCancellationFeePercent: 50 } });
  [ana = '', tom = ''] = api.clinic.therapistIds;
  fay = await hire(api, 'fay@clinic.example');
});
afterAll(() => api.close());

let today = Date.parse(MONDAY);
/** A wall time so many days from the test's own; London is on UTC in winter. */
const on = (days: number, time: string): string =>
  `${new Date(today + days * DAY).toISOString().slice(0, 10)}T${time}:00.000Z`;

beforeEach(async () => {
  // The clock only moves forward: every test has days of its own.
  today += 4 * DAY;
  await api.db.setNow(on(0, '06:00'));
});

interface Seen {
  code?: string;
  detail?: string;
  fee?: { amount: number; currency: string };
  status: string | number;
  cancellation: {
    possible: boolean;
    feeNow: { amount: number };
    by: string | null;
    fee: { amount: number } | null;
  };
  policy: { undoMin: number };
}

/** Somebody with Ana on the day after tomorrow at ten: free to cancel until tomorrow at ten. */
async function booked() {
  const startsAt = on(2, '10:00');
  const { reference, headers } = await bookOnline(api, holdBody(api.clinic, startsAt, ana));
  const path = `bookings/${reference}`;
  const row = async () => {
    const [found] = await api.db.asOwner(
      `SELECT b.status, b.cancelled_by AS by, b.cancel_fee_minor AS fee, f.state AS asks
         FROM booking b JOIN follow_up f ON f.clinic_id = b.clinic_id AND f.chain_id = b.chain_id
        WHERE b.reference = $1`,
      [reference],
    );
    return found;
  };
  return {
    ...{ startsAt, row, reference },
    read: async () => (await api.call<Seen>('GET', path, { headers })).body,
    move: (to: string) =>
      api.call('POST', `${path}/reschedule`, { headers, body: { startsAt: to } }),
    cancel: (sent: object = {}) =>
      api.call<Seen>('POST', `${path}/cancel`, { headers, body: sent }),
  };
}

const isFree = async (startsAt: string, therapistId: string): Promise<boolean> => {
  const query = new URLSearchParams({
    ...{ serviceId: api.clinic.serviceId, durationMin: '60', therapistId },
    ...{ from: startsAt.slice(0, 10), to: startsAt.slice(0, 10) },
  });
  return (await api.call('GET', `availability?${query.toString()}`)).text.includes(
    `"startsAt":"${startsAt}"`,
  );
};

describe('a client who cancels', () => {
  it('in time owes nothing, whatever they agreed to; the time is free and nothing is asked later', async () => {
    const { cancel, row, startsAt } = await booked();
    expect(await row()).toMatchObject({ status: 'confirmed', asks: 'active' });
    await api.db.setNow(on(1, '09:59'));
    expect(await isFree(startsAt, ana)).toBe(false);
    expect(await cancel({ acceptFee: true })).toMatchObject({
      status: 200,
      body: { status: 'cancelled', cancellation: { possible: false, by: 'client', fee: null } },
    });
    expect(await row()).toEqual({ status: 'cancelled', by: 'client', fee: 0, asks: 'stopped' });
    expect(await isFree(startsAt, ana)).toBe(true);
  });

  it('too late is shown the fee first: the visit stands until they agree to it', async () => {
    const { cancel, read, row, startsAt } = await booked();
    await api.db.setNow(on(1, '10:01'));
    for (const sent of [{}, { acceptFee: false }]) {
      expect(await cancel(sent)).toMatchObject({
        status: 409,
        body: { code: 'FEE_NOT_ACCEPTED', fee: { amount: 3500, currency: 'GBP' } },
      });
    }
    expect(await read()).toMatchObject({
      status: 'confirmed',
      cancellation: { possible: true, feeNow: { amount: 3500 }, fee: null },
    });
    expect(await isFree(startsAt, ana)).toBe(false);
    expect((await cancel({ acceptFee: true })).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'cancelled', fee: 3500 });
    // Whoever opens the link afterwards still reads what they owe.
    expect(await read()).toMatchObject({
      status: 'cancelled',
      cancellation: { fee: { amount: 3500, currency: 'GBP' } },
    });
  });

  it('has not made it free by moving it away first', async () => {
    const { cancel, move } = await booked();
    expect((await move(on(9, '10:00'))).status).toBe(200);
    await api.db.setNow(on(1, '10:01'));
    expect(await cancel()).toMatchObject({ status: 409, body: { code: 'FEE_NOT_ACCEPTED' } });
  });

  it('has a few minutes to think again, however near the visit', async () => {
    await api.db.setNow(on(2, '08:00'));
    const { cancel, read, row } = await booked();
    expect((await read()).policy.undoMin).toBe(5);
    await api.db.advance('PT4M');
    expect((await cancel()).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'cancelled', fee: 0 });
  });

  it('once it has begun is told whom to phone, and hears so when it was cancelled before', async () => {
    const first = await booked();
    expect((await first.cancel()).status).toBe(200);
    expect(await first.cancel()).toMatchObject({
      status: 409,
      body: { code: 'ALREADY_CANCELLED' },
    });
    const second = await booked();
    await api.db.setNow(on(2, '10:00'));
    const late = await second.cancel({ acceptFee: true });
    expect(late).toMatchObject({ status: 409, body: { code: 'TOO_LATE_TO_CANCEL' } });
    expect(late.body.detail).toContain('+442079460000');
    expect(await second.row()).toMatchObject({ status: 'confirmed' });
  });

  it('while somebody else is kept for them lets go of those hands too, and owes nothing', async () => {
    const { cancel, row, reference, startsAt } = await booked();
    // Inside the window, where a change of their own would cost.
    await api.db.setNow(on(2, '07:30'));
    const hours = { from: on(2, '08:00'), to: on(2, '18:00') };
    await post(api, fay, 'sick-calls', { therapistId: ana, ...hours });
    const made = await post<{ offered: { id: string }[] }>(api, fay, 're-offers', {
      offers: [{ reference, therapistId: tom }],
    });
    const id = made.body.offered[0]?.id ?? '';
    expect(await isFree(startsAt, tom)).toBe(false);
    expect((await cancel()).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'cancelled', fee: 0 });
    expect(await isFree(startsAt, tom)).toBe(true);
    const signer = api.app.get(LinkSigner, { strict: false });
    const token = signer.sign('re-offer', api.clinic.clinicId, id);
    expect((await api.call('GET', `re-offers/${token}`)).body).toMatchObject({
      state: 'cancelled',
    });
  });
});
