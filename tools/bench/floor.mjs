/**
 * The floor: raw node:http, pg and nothing else; no framework, no validation, no tenancy, no audit. It says
 * what this machine can do at best, so that our own figures and those recorded elsewhere can be compared.
 */
import { createServer } from 'node:http';
import { Pool } from 'pg';
import { BUFFER_MIN, DAY_MIN, FIRST_MS, instantOf, SESSION_MIN, STEP_MIN } from './workload.mjs';

const pool = new Pool({ connectionString: process.env.FLOOR_DATABASE_URL, max: 10 });
const HALVES = [
  [9 * 60, 13 * 60],
  [14 * 60, 19 * 60],
];

const BUSY = `
  SELECT therapist,
         array_agg((extract(epoch FROM lower(period)) / 60)::int ORDER BY lower(period)) AS starts,
         array_agg((extract(epoch FROM upper(period)) / 60)::int ORDER BY lower(period)) AS ends
    FROM floor_busy WHERE therapist < $1 AND lower(period) >= $2 AND lower(period) < $3
   GROUP BY therapist`;

/** All starts at which one of the first `therapists` has 75 free minutes. */
async function listStarts(therapists, firstDay, days) {
  const from = new Date(FIRST_MS + firstDay * DAY_MIN * 60_000);
  const to = new Date(FIRST_MS + (firstDay + days) * DAY_MIN * 60_000);
  const values = [therapists, from, to];
  const { rows } = await pool.query({ name: 'busy', text: BUSY, values });
  const byStart = new Map();
  const busyOf = new Map(rows.map((row) => [row.therapist, row]));
  for (let therapist = 0; therapist < therapists; therapist++) {
    sweep(busyOf.get(therapist), firstDay, days, (start) => {
      const found = byStart.get(start);
      if (found) found.push(therapist);
      else byStart.set(start, [therapist]);
    });
  }
  return [...byStart]
    .sort(([a], [b]) => a - b)
    .map(([start, who]) => ({ startsAt: instantOf(start), therapists: who }));
}

function sweep(busy, firstDay, days, visit) {
  const zero = FIRST_MS / 60_000;
  const starts = busy?.starts ?? [];
  const ends = busy?.ends ?? [];
  let next = 0;
  for (let day = firstDay; day < firstDay + days; day++) {
    if (day % 7 === 6) continue;
    for (const [from, to] of HALVES) {
      for (let m = from; m + SESSION_MIN + BUFFER_MIN <= to; m += STEP_MIN) {
        const start = day * DAY_MIN + m;
        while (next < ends.length && ends[next] - zero <= start) next++;
        const isFree =
          next === starts.length || starts[next] - zero >= start + SESSION_MIN + BUFFER_MIN;
        if (isFree) visit(start);
      }
    }
  }
}

async function book({ therapist, startsAt }) {
  const ends = new Date(Date.parse(startsAt) + (SESSION_MIN + BUFFER_MIN) * 60_000);
  const { rowCount } = await pool.query({
    name: 'book',
    text: `INSERT INTO floor_booking (therapist, during) VALUES ($1, tstzrange($2, $3))
           ON CONFLICT DO NOTHING`,
    values: [therapist, startsAt, ends],
  });
  return rowCount === 1;
}

const bodyOf = async (request) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  return JSON.parse(Buffer.concat(parts).toString());
};

const server = createServer((request, response) => {
  const answer = (status, value) => {
    const body = JSON.stringify(value);
    const length = Buffer.byteLength(body);
    response.writeHead(status, { 'content-type': 'application/json', 'content-length': length });
    response.end(body);
  };
  const url = new URL(request.url, 'http://floor');
  const number = (name) => Number(url.searchParams.get(name));
  if (url.pathname === '/hello') answer(200, { status: 'ok' });
  else if (url.pathname === '/starts') {
    void listStarts(number('therapists'), number('day'), number('days')).then((starts) =>
      answer(200, starts),
    );
  } else {
    void bodyOf(request)
      .then(book)
      .then((isBooked) => answer(isBooked ? 201 : 409, {}));
  }
});
server.listen(Number(process.env.PORT), '127.0.0.1', () => process.send?.('ready'));
process.on('disconnect', () => process.exit(0));
