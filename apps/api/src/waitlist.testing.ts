import { WaitlistWaveService } from '@limber/booking';
import type { WaitlistEntryView, WaitlistJoined, WaitlistOfferPage } from '@limber/contracts';
import type { Answer, ApiWorld } from './api.testing.ts';
import type { Problem } from './desk-ops.testing.ts';

export const nothingToSay = { healthData: false, checkIns: false, marketing: false };

/** Waits for an hour between ten and eleven on a date, unless told otherwise. */
export const waitBody = (
  api: ApiWorld,
  date: string,
  name: string,
  change: Record<string, unknown> = {},
): Record<string, unknown> => ({
  serviceId: api.clinic.serviceId,
  durationMin: 60,
  windows: [{ from: date, to: date, startTime: '10:00', endTime: '11:00' }],
  client: { name, email: mailOf(name, date), phone: '07700 900123' },
  consents: nothingToSay,
  ...change,
});

export const mailOf = (name: string, date: string): string =>
  `${name.toLowerCase().replaceAll(/\W/g, '')}-${date}@example.com`;

export interface Joined {
  id: string;
  token: string;
  email: string;
}

const tokenIn = (url: string): string => url.slice(url.lastIndexOf('/') + 1);

export async function join(
  api: ApiWorld,
  date: string,
  name: string,
  change: Record<string, unknown> = {},
): Promise<Joined> {
  const body = waitBody(api, date, name, change);
  const {
    status,
    text,
    body: joined,
  } = await api.call<WaitlistJoined>('POST', 'waitlist', { body });
  if (status !== 201) throw new Error(text);
  return joinedOf(joined);
}

export const joinedOf = ({ manageUrl, entry }: WaitlistJoined): Joined => ({
  id: entry.id,
  token: tokenIn(manageUrl),
  email: entry.email,
});

/** What the worker does when the sweep calls: everything due, and what that makes due. */
export async function sweep(api: ApiWorld): Promise<number> {
  const waves = api.app.get(WaitlistWaveService, { strict: false });
  let looked = 0;
  for (;;) {
    const due = await api.db.asOwner<{ clinic_id: string; id: string }>(
      `SELECT clinic_id, id FROM due_work('waitlist', 100)`,
    );
    if (due.length === 0) return looked;
    for (const { clinic_id: clinicId, id } of due) await waves.advance(clinicId, id);
    looked += due.length;
  }
}

export const entryOf = async (api: ApiWorld, { token }: Joined): Promise<WaitlistEntryView> =>
  (await api.call<WaitlistEntryView>('GET', `waitlist/${token}`)).body;

/** The newest offer of each, by state; null: never offered anything. */
export const statesOf = async (api: ApiWorld, ...joined: Joined[]): Promise<(string | null)[]> => {
  const states: (string | null)[] = [];
  for (const each of joined) states.push((await entryOf(api, each)).offers[0]?.state ?? null);
  return states;
};

export async function offerTokenOf(api: ApiWorld, joined: Joined): Promise<string> {
  const { offers } = await entryOf(api, joined);
  return tokenIn(offers[0]?.url ?? '');
}

export const none = { screening: [], healthData: true };

export async function accept(
  api: ApiWorld,
  joined: Joined,
  body: unknown = none,
): Promise<Answer<WaitlistOfferPage & Problem>> {
  const token = await offerTokenOf(api, joined);
  return api.call('POST', `waitlist-offers/${token}/accept`, { body });
}

export async function decline(
  api: ApiWorld,
  joined: Joined,
  body: unknown = {},
): Promise<Answer<WaitlistOfferPage & Problem>> {
  const token = await offerTokenOf(api, joined);
  return api.call('POST', `waitlist-offers/${token}/decline`, { body });
}
