import { type ApiWorld, startApi } from './api.testing.ts';
import { type Document, knownOf, OddRequests, operationsOf } from './any-input.testing.ts';
import { bookTrained, hire } from './desk.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi({ environment: { DATABASE_POOL: '12' } });
});
afterAll(() => api.close());

/** What reads first, what ends something last: so that there is something to ask about. */
const rank = ({ method, path }: { method: string; path: string }): number =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'].indexOf(method) +
  (/cancel|decline|removal|withdraw|policies/.test(path) ? 10 : 0);

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
it('whatever is sent to whatever route, it is done or refused by a code, a sentence and the field', async () => {
  const owner = await hire(api, 'olu@clinic.example', { role: 'owner' });
  const [first = ''] = api.clinic.therapistIds;
  const booked = await bookTrained(api, '2027-01-19T10:00:00Z', first, { rested: true });
  const { body: document } = await api.call<Document>('GET', '/api/openapi.json');
  const odd = new OddRequests(document, {
    ...knownOf(api.clinic),
    ...{ reference: booked.reference, bookings: booked.reference },
  });
  const operations = operationsOf(document)
    .filter(({ path }) => path.startsWith('/api/v1/clinics'))
    .sort((a, b) => rank(a) - rank(b));
  const requests = operations.flatMap((operation) => [...odd.of(operation)]);
  const headers = { cookie: owner.cookie, 'if-match': '"1"', 'hold-token': 'x'.repeat(43) };
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
