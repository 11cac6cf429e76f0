import { kindsStoppedBy, scopesThatStop } from './message-kind.data.ts';
import {
  afterAttempt,
  isStale,
  messageIdHeader,
  outcomeOfError,
  withoutAddresses,
} from './message.rules.ts';

const now = new Date('2026-11-24T18:00:00Z');
const ids = Array.from({ length: 200 }, (_, n) => `0f8fad5b-d9cb-469f-a165-${n}`);
const inSeconds = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('afterAttempt', () => {
  it.each([
    [1, 60],
    [2, 5 * 60],
    [3, 30 * 60],
    [4, 2 * 3600],
    [5, 6 * 3600],
  ])('waits after attempt %i for %i s, a fifth more or less', (attempts, seconds) => {
    const waits = ids.map((id) => {
      const after = afterAttempt('failed', { id, attempts, notAfter: null }, 'at_least_once', now);
      if (after.state !== 'planned') throw new Error(`is ${after.state}`);
      return (after.nextAttemptAt.getTime() - now.getTime()) / 1000;
    });
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(seconds * 0.8);
    expect(Math.max(...waits)).toBeLessThanOrEqual(seconds * 1.2);
    expect(Math.max(...waits) - Math.min(...waits)).toBeGreaterThan(seconds * 0.3);
  });

  it.each([
    ['accepted', 1, null, 'at_least_once', 'sent'],
    ['accepted', 7, inSeconds(-1), 'at_most_once', 'sent'],
    ['refused', 1, null, 'at_least_once', 'dead'],
    ['failed', 6, null, 'at_least_once', 'dead'],
    ['failed', 1, inSeconds(47), 'at_least_once', 'skipped_stale'],
    ['failed', 1, inSeconds(73), 'at_least_once', 'planned'],
    ['failed', 1, null, 'at_most_once', 'planned'],
    ['unsure', 1, null, 'at_most_once', 'unknown'],
    ['unsure', 1, null, 'at_least_once', 'planned'],
  ] as const)(
    '%s on attempt %i, not after %s, %s -> %s',
    (type, attempts, notAfter, delivery, state) => {
      expect(afterAttempt(type, { id: 'a', attempts, notAfter }, delivery, now).state).toBe(state);
    },
  );
});

describe('isStale', () => {
  it.each([
    [null, false],
    [inSeconds(0), false],
    [inSeconds(-0.001), true],
    [inSeconds(1), false],
  ])('not after %s -> %s', (notAfter, stale) => {
    expect(isStale({ notAfter }, now)).toBe(stale);
  });
});

describe('outcomeOfError', () => {
  const refusedConnection = { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' };
  it.each([
    ['the server is down', refusedConnection, 'failed'],
    ['no such host', { code: 'EDNS' }, 'failed'],
    ['a lost password', { code: 'EAUTH', responseCode: 535 }, 'failed'],
    ['a greeting of 554', { code: 'EPROTOCOL', responseCode: 554 }, 'failed'],
    ['try later', { code: 'EENVELOPE', responseCode: 451 }, 'failed'],
    ['mailbox full for now', { code: 'EMESSAGE', responseCode: 452 }, 'failed'],
    ['the server closes', { code: 'ECONNECTION', responseCode: 421 }, 'failed'],
    ['no such user', { code: 'EENVELOPE', responseCode: 550 }, 'refused'],
    ['content refused', { code: 'EMESSAGE', responseCode: 554 }, 'refused'],
    ['the line went dead', { code: 'ETIMEDOUT', command: 'CONN' }, 'unsure'],
    ['the line was cut', { code: 'ECONNECTION' }, 'unsure'],
    ['our own deadline', { name: 'AbortError', code: 'ABORT_ERR' }, 'unsure'],
    ['something that is no error', 'boom', 'unsure'],
  ])('%s: %j -> %s', (_case, error, type) => {
    expect(outcomeOfError(error).type).toBe(type);
  });

  it.each([
    ['550 5.1.1 no such user', true],
    ['550 5.7.1 looks like spam', false],
    ['550 no', false],
  ])('"%s" speaks of a bad address: %s', (response, badAddress) => {
    const error = { code: 'EENVELOPE', responseCode: 550, response };
    expect(outcomeOfError(error)).toMatchObject({ type: 'refused', badAddress });
  });
});

describe('withoutAddresses', () => {
  it.each([
    ['550 5.1.1 <jo@client.example>: unknown', '550 5.1.1 <…>: unknown'],
    ['250 ok\r\nqueued for a@b', '250 ok queued for …'],
    ['x'.repeat(500), 'x'.repeat(200)],
  ])('%j -> %j', (given, kept) => {
    expect(withoutAddresses(given)).toBe(kept);
  });
});

describe('messageIdHeader', () => {
  it('is the same for every attempt of a revision', () => {
    expect(messageIdHeader({ id: 'abc', revision: 3 }, 'limber.example')).toBe(
      '<abc.3@limber.example>',
    );
  });
});

describe('who an opt-out stops', () => {
  it.each([
    ['booking_confirmation', ['undeliverable']],
    ['booking_cancelled', ['undeliverable']],
    ['aftercare', ['all', 'complaint', 'undeliverable']],
    ['checkin_24', ['check_ins', 'all', 'complaint', 'undeliverable']],
    ['checkin_48', ['check_ins', 'all', 'complaint', 'undeliverable']],
    ['checkin_72', ['check_ins', 'all', 'complaint', 'undeliverable']],
    ['nudge_7d', ['marketing', 'all', 'complaint', 'undeliverable']],
    ['safety', []],
    ['clinic_alert', []],
    // A therapist who as a client wants no mail still has work tomorrow.
    ['day_plan_evening', ['complaint', 'undeliverable']],
    ['day_plan_morning', ['complaint', 'undeliverable']],
  ] as const)('%s is stopped by %j', (kind, scopes) => {
    expect(scopesThatStop(kind)).toEqual(scopes);
  });

  it('reads the same from the other side', () => {
    expect(kindsStoppedBy('check_ins')).toEqual(['checkin_24', 'checkin_48', 'checkin_72']);
    expect(kindsStoppedBy('complaint')).toEqual([
      ...['reminder_24h', 'reminder_2h', ...kindsStoppedBy('all')],
      ...['day_plan_evening', 'day_plan_morning'],
    ]);
    expect(kindsStoppedBy('marketing')).toEqual(['nudge_7d']);
    expect(kindsStoppedBy('all')).toEqual([
      ...['aftercare', 'checkin_24', 'checkin_48', 'checkin_72', 'nudge_7d'],
    ]);
  });
});
