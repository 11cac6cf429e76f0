import { LinkSigner } from '@limber/persistence';
import { type ApiWorld, type Held, holdBody, startApi } from './api.testing.ts';
import {
  type Document,
  type Known,
  knownOf,
  OddRequests,
  operationsOf,
} from './any-input.testing.ts';
import { asPerson, bookTrained, hire, type Person } from './desk.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ environment: { DATABASE_POOL: '12' } });
});
afterAll(() => api.close());

/** What reads first, what ends something last: so that there is something to ask about. */
const rank = ({ method, path }: { method: string; path: string }): number =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(method) +
  (/cancel|decline|removal|withdraw|policies/.test(path) ? 10 : 0);

/** One of everything that an address can name, so that what is odd is not turned away for a wrong id first. */
async function oneOfEach(
  owner: Person,
): Promise<{ known: Known; headers: Record<string, string> }> {
  const [first = ''] = api.clinic.therapistIds;
  const [room = ''] = api.clinic.roomIds;
  const booked = await bookTrained(api, '2027-01-19T10:00:00Z', first, { rested: true });
  const made = async <Row = { id: string }>(path: string, body: object): Promise<Row> =>
    (await api.call<Row>('POST', path, { ...asPerson(owner), body })).body;
  const held = await made<Held>('holds', holdBody(api.clinic, '2027-01-19T12:00:00Z', first));
  const day = { from: '2027-02-01', to: '2027-02-01' };
  const off = { kind: 'leave', therapistId: first, ...day };
  const exception = { kind: 'off', therapistIds: [first], dates: ['2027-02-02'] };
  const [other] = await made<{ id: string }[]>('desk/shift-exceptions', exception);
  const broken = await made(`desk/rooms/${room}/outages`, { ...day, reason: 'Heater' });
  const [row] = await api.db.asOwner<{ shift: string; chain: string; client: string }>(
    `SELECT (SELECT id FROM shift LIMIT 1) AS shift, chain_id AS chain, client_id AS client
       FROM booking WHERE id = $1`,
    [booked.id],
  );
  const signer = api.app.get(LinkSigner, { strict: false });
  return {
    known: {
      ...knownOf(api.clinic),
      ...{ reference: booked.reference, bookings: booked.reference },
      ...{ holds: held.id, holdId: held.id, shifts: row?.shift, 'shift-exceptions': other?.id },
      ...{ outages: broken.id, 'time-off': (await made('desk/time-off', off)).id },
      holidays: (await made('desk/holidays', { date: '2027-02-03', name: 'Feast' })).id,
      ...{ clearances: row?.client, clientId: row?.client },
    },
    headers: {
      ...{ cookie: owner.cookie, 'if-match': '"1"', 'hold-token': held.token },
      'link-token': signer.sign('manage', api.clinic.clinicId, row?.chain ?? ''),
    },
  };
}

interface Refusal {
  code?: string;
  detail?: string;
  errors?: { path?: string; code?: string; message?: string }[];
}

/** What is wrong with an answer: a fault of ours, or a refusal nobody can act on. */
function faultOf(status: number, type: string | null, body: Refusal): string | null {
  if (status < 400) return null;
  if (status >= 500) return 'our fault';
  if (!type?.includes('application/problem+json')) return 'no problem document';
  if (!body.code || !body.detail) return 'no code or sentence';
  const fields = status === 422 ? (body.errors ?? []) : null;
  if (fields?.length === 0) return 'no field';
  return fields?.some(({ code, message }) => !code || !message) ? 'a field without a word' : null;
}

// Out of the api's own description: a route that is added is asked too.
// Out of the api's own description: a route that is added is asked too.
it('whatever is sent to whatever route, it is done or refused by a code, a sentence and the field', async () => {
  const { known, headers } = await oneOfEach(
    await hire(api, 'olu@clinic.example', { role: 'owner' }),
  );
  const { body: document } = await api.call<Document>('GET', '/api/openapi.json');
  const odd = new OddRequests(document, known);
  const operations = operationsOf(document)
    .filter(({ path }) => path.startsWith('/api/v1/clinics'))
    .sort((a, b) => rank(a) - rank(b));
  const requests = operations.flatMap((operation) => [...odd.of(operation)]);
  const faults: string[] = [];
  const asking = Array.from({ length: 4 }, async () => {
    for (let request = requests.shift(); request; request = requests.shift()) {
      const { method, path, body } = request;
      const sent = body === undefined ? {} : { body: JSON.stringify(body) };
      const answer = await api.call<Refusal>(method, path, { headers, ...sent });
      const type = answer.headers.get('content-type');
      const fault = faultOf(answer.status, type, answer.body);
      if (fault) faults.push([fault, method, path, sent.body, answer.text].join(' '));
    }
  });
  expect(operations.length).toBeGreaterThan(100);
  await Promise.all(asking);
  expect(faults).toEqual([]);
});
