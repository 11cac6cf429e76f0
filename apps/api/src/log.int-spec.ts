import { readConfig } from '@limber/config';
import { createTestDatabase, insertWorkingClinic } from '@limber/testing';
import { pino } from 'pino';
import { createApp } from './app.ts';
import { bookingBody, type Held, holdBody, MONDAY } from './api.testing.ts';

/** Marked words that must never come out of the process by way of its log. */
const canaries = ['canary-name', 'canary-mail', 'canary-note', 'dark_urine', '7700900199'];

it('never logs names, addresses, answers, notes, tokens or addresses of links', async () => {
  const db = await createTestDatabase();
  const clinic = await insertWorkingClinic(db);
  await db.setNow(MONDAY);
  const lines: string[] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => lines.push(line) });
  const app = await createApp(readConfig({ ...db.environment, DEMO_MODE: '1' }), log);
  await app.listen(0, '127.0.0.1');
  const base = `${await app.getUrl()}/api/v1/clinics/${clinic.slug}`;
  const post = (path: string, body: unknown, headers = {}) =>
    fetch(`${base}/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const held = (await (
    await post('holds', holdBody(clinic, '2027-01-12T10:00:00Z'))
  ).json()) as Held;
  const client = { name: 'canary-name', email: 'canary-mail@example.com', phone: '07700900199' };
  const headers = { 'hold-token': held.token };
  const whole = bookingBody(held.id, { client, note: 'canary-note' });
  const answers = [
    await post('bookings', { ...whole, screening: ['dark_urine'] }, headers),
    await post('bookings', { ...whole, client: { ...client, phone: 'canary-name' } }, headers),
    await post('bookings', { ...whole, note: 7 }, headers),
    await post('bookings', whole, headers),
    await post('bookings', whole, headers),
    // The table is gone: an unknown error, with the row it choked on in the driver's message.
    await db
      .asOwner('ALTER TABLE hold RENAME TO hold_gone')
      .then(() => post('bookings', whole, headers)),
  ];
  expect(answers.map(({ status }) => status)).toEqual([422, 422, 422, 201, 409, 500]);
  await app.close();
  await db.close();
  const written = lines.join('');
  expect(written).toContain('"code":"INTERNAL"');
  for (const word of [...canaries, held.token]) expect(written).not.toContain(word);
});
