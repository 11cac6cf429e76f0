import type { ReOfferPage, ReOffersResult, SickCallView } from '@limber/contracts';
import { LinkSigner } from '@limber/persistence';
import { type ApiWorld, startApi } from './api.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';
import { post, type Problem } from './desk-ops.testing.ts';

/** A clinic in which somebody will be ill; its late fee is half the price. */
export async function startSickCalls() {
  const api = await startApi({ policies: { lateCancellationFeePercent: 50 } });
  const [ana = '', tom = ''] = api.clinic.therapistIds;
  const fay = await hire(api, 'fay@clinic.example');
  const calls = { day: daysOf(api, ana), ...callsOf(api, fay, ana), ...linksOf(api) };
  return {
    ...{ api, ana, tom, fay, ...calls },
    find: (view: SickCallView, reference: string) =>
      view.bookings.find((booking) => booking.reference === reference),
    bookingOf: async (reference: string) => {
      const [row] = await api.db.asOwner<{
        therapist_id: string;
        status: string;
        revision: number;
      }>('SELECT therapist_id, status, revision FROM booking WHERE reference = $1', [reference]);
      return row;
    },
    /** Ana is ill all day, and Tom is offered to whom she has at ten. */
    offered: async () => {
      const today = await calls.day();
      await calls.callSick(today.at('08:00'), today.at('18:00'));
      const { body } = await calls.offer([{ reference: today.ten.reference, therapistId: tom }]);
      return { ...today, offer: body.offered[0], id: body.offered[0]?.id ?? '' };
    },
  };
}
export type SickWorld = Awaited<ReturnType<typeof startSickCalls>>;

/** A day of its own, Ana booked at ten and at two. */
function daysOf(api: ApiWorld, ana: string) {
  let next = 0;
  return async () => {
    next += 1;
    const date = new Date(Date.UTC(2027, 0, 12 + next)).toISOString().slice(0, 10);
    const at = (time: string) => `${date}T${time}:00Z`;
    const email = (name: string) => `${name}-${date}@example.com`;
    const book = async (time: string, who: string, therapistId = ana) => ({
      ...(await bookTrained(api, at(time), therapistId, { email: email(who), rested: true })),
      email: email(who),
    });
    const ten = await book('10:00', 'ten');
    const two = await book('14:00', 'two');
    return { date, at, book, ten, two };
  };
}

const callsOf = (api: ApiWorld, fay: Person, ana: string) => ({
  callSick: (from: string, to: string, therapistId = ana, key?: string) =>
    post<SickCallView & Problem>(
      api,
      fay,
      'sick-calls',
      { therapistId, from, to },
      key ? { 'idempotency-key': key } : {},
    ),
  offer: (offers: { reference: string; therapistId: string }[]) =>
    post<ReOffersResult & Problem>(api, fay, 're-offers', { offers }),
  list: async () => (await api.call<SickCallView[]>('GET', 'desk/sick-calls', asPerson(fay))).body,
});

function linksOf(api: ApiWorld) {
  const sign = (purpose: string, id: string): string =>
    api.app.get(LinkSigner, { strict: false }).sign(purpose, api.clinic.clinicId, id);
  const tokenOf = (id: string): string => sign('re-offer', id);
  return {
    tokenOf,
    open: (id: string) => api.call<ReOfferPage>('GET', `re-offers/${tokenOf(id)}`),
    answer: (id: string, decision: string) =>
      api.call<ReOfferPage & Problem>('POST', `re-offers/${tokenOf(id)}`, { body: { decision } }),
    manage: (chain: string): string => sign('manage', chain),
    chainOf: async (reference: string) =>
      (
        await api.db.asOwner<{ chain_id: string }>(
          'SELECT chain_id FROM booking WHERE reference = $1',
          [reference],
        )
      )[0]?.chain_id ?? '',
  };
}
