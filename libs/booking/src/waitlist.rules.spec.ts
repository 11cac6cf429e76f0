import { quietHoursOf } from '@limber/evidence';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import fc from 'fast-check';
import {
  bestStart,
  entryStateAt,
  expiryOf,
  fitOf,
  isWithin,
  offerable,
  offeredKey,
  offerStateAt,
  type Ranked,
  ranked,
  type Start,
  type Waiting,
  heldUntil,
  waitingTimes,
  waveTimes,
  windowFaults,
} from './waitlist.rules.ts';

const LONDON = 'Europe/London';
const at = (text: string): number => Date.parse(`2027-01-${text}:00Z`);
const NOW = at('11T08:00');

const window = (change: Record<string, string> = {}) => ({
  ...{ from: '2027-01-12', to: '2027-01-14', startTime: '10:00', endTime: '12:00' },
  ...change,
});

const somebody = (change: Partial<Waiting> = {}): Waiting => ({
  ...{ id: 'a', therapistId: null, locationId: null, windows: [window()], noticeMin: 60 },
  ...{ since: at('10T08:00'), priorOffers: 0, movesFrom: null, curve: null },
  ...{ offered: new Set<string>(), offeredOn: new Set<string>() },
  ...change,
});

const start = (text: string, change: Partial<Start> = {}): Start => ({
  startsAt: at(text),
  endsAt: at(text) + HOUR,
  ...{ locationId: 'here', therapistIds: ['ana', 'tom'] },
  ...change,
});

describe('a window', () => {
  it.each([
    ['begins with it', '12T10:00', true],
    ['ends with it', '12T11:00', true],
    ['ends after it', '12T11:15', false],
    ['begins before it', '12T09:45', false],
    ['its last day', '14T10:30', true],
    ['the day after', '15T10:30', false],
    ['the day before', '11T10:30', false],
  ])('holds a whole session or none of it: %s', (_, text, expected) => {
    const span = { start: at(text), end: at(text) + HOUR };
    expect(isWithin([window()], span, LONDON)).toBe(expected);
  });

  it('is wall time: the same hour in summer, and to the end of the day', () => {
    const summer = [window({ from: '2027-06-01', to: '2027-06-01' })];
    const ten = Date.parse('2027-06-01T09:00:00Z');
    expect(isWithin(summer, { start: ten, end: ten + HOUR }, LONDON)).toBe(true);
    const late = [window({ startTime: '23:00', endTime: '24:00' })];
    const eleven = at('12T23:00');
    expect(isWithin(late, { start: eleven, end: eleven + HOUR }, LONDON)).toBe(true);
    expect(isWithin(late, { start: eleven, end: eleven + HOUR + 1 }, LONDON)).toBe(false);
  });

  const limits = { durationMin: 60, now: NOW, zone: LONDON, horizonDays: 60 };
  it.each([
    ['is fine', {}, []],
    ['ends before it begins', { to: '2027-01-11' }, ['windows.0.to RANGE_REVERSED']],
    ['closes before it opens', { endTime: '10:00' }, ['windows.0.endTime RANGE_REVERSED']],
    ['is too short', { endTime: '10:59' }, ['windows.0.endTime WINDOW_TOO_SHORT']],
    ['fits exactly', { endTime: '11:00' }, []],
    ['is over', { from: '2027-01-09', to: '2027-01-10' }, ['windows.0.to IN_PAST']],
    ['lies past the horizon', { from: '2027-03-13', to: '2027-03-14' }, ['windows.0.from HORIZON']],
    ['begins on its last day', { from: '2027-03-12', to: '2027-03-14' }, []],
  ])('that %s', (_, change, expected) => {
    const faults = windowFaults([window(change)], limits);
    expect(faults.map(({ path, code }) => `${path} ${code}`)).toEqual(expected);
  });

  it('names each of several', () => {
    const faults = windowFaults([window(), window({ to: '2027-01-01' })], limits);
    expect(faults).toEqual([{ path: 'windows.1.to', code: 'RANGE_REVERSED' }]);
  });
});

describe('waiting ends', () => {
  it.each([
    ['with the last window when nothing is said', undefined, '2027-01-15T00:00:00.000Z'],
    ['on the day that was named', '2027-01-12', '2027-01-13T00:00:00.000Z'],
    ['never after the last window', '2027-02-01', '2027-01-15T00:00:00.000Z'],
  ])('%s', (_, expiresOn, expected) => {
    expect(expiryOf([window()], expiresOn, LONDON).toISOString()).toBe(expected);
  });

  it('by the clock alone, and what was decided stays decided', () => {
    const entry = { state: 'waiting' as const, expiresAt: new Date(NOW) };
    expect(entryStateAt(entry, new Date(NOW - 1))).toBe('waiting');
    expect(entryStateAt(entry, new Date(NOW))).toBe('expired');
    expect(entryStateAt({ ...entry, state: 'left' }, new Date(NOW))).toBe('left');
    expect(offerStateAt('open', new Date(NOW), new Date(NOW - 1))).toBe('open');
    expect(offerStateAt('open', new Date(NOW), new Date(NOW))).toBe('lapsed');
    expect(offerStateAt('taken', new Date(NOW), new Date(NOW))).toBe('taken');
  });
});

describe('a free start', () => {
  const gap = { start: at('12T10:00'), end: at('12T11:00'), therapistId: null };
  const ana = { ...gap, therapistId: 'ana' };
  const when = { now: NOW, zone: LONDON };
  const table: [string, Partial<Waiting>, Start, typeof gap | typeof ana, string[]][] = [
    ['fits', {}, start('12T10:00'), gap, ['ana', 'tom']],
    ['is of whom the gap is', {}, start('12T10:00'), ana, ['ana']],
    ['is of whom is wished for', { therapistId: 'tom' }, start('12T10:00'), gap, ['tom']],
    ['is of somebody else', { therapistId: 'tom' }, start('12T10:00'), ana, []],
    ['reaches into the gap', {}, start('12T10:45'), gap, ['ana', 'tom']],
    ['only touches the gap', {}, start('12T11:00'), gap, []],
    ['lies elsewhere', { locationId: 'there' }, start('12T10:00'), gap, []],
    ['comes too soon', { noticeMin: 26 * 60 + 1 }, start('12T10:00'), gap, []],
    ['comes just in time', { noticeMin: 26 * 60 }, start('12T10:00'), gap, ['ana', 'tom']],
    ['is no earlier', { movesFrom: at('12T10:00') }, start('12T10:00'), gap, []],
    ['is earlier', { movesFrom: at('12T10:01') }, start('12T10:00'), gap, ['ana', 'tom']],
    [
      'was offered before with one',
      { offered: new Set([offeredKey('ana', at('12T10:00'))]) },
      start('12T10:00'),
      gap,
      ['tom'],
    ],
    [
      'is of a day this gap was offered on',
      { offeredOn: new Set(['2027-01-12']) },
      start('12T10:00'),
      gap,
      [],
    ],
    ['lies outside every window', { windows: [] }, start('12T10:00'), gap, []],
  ];
  it.each(table)('%s', (_, who, free, freed, expected) => {
    expect(offerable(somebody(who), free, freed, when)).toEqual(expected);
  });
});

describe('the order', () => {
  const one = (id: string, change: Partial<Ranked> = {}): Ranked => ({
    ...{ id, fit: 5, since: at('08T08:00'), priorOffers: 0 },
    ...change,
  });
  const table: [string, Ranked[], string][] = [
    ['best fit first', [one('a'), one('b', { fit: 9 })], 'ba'],
    ['then who waits longest', [one('a', { since: at('09T08:00') }), one('b')], 'ba'],
    [
      'by whole days: within one, the fewest offers',
      [one('a', { priorOffers: 2 }), one('b', { since: at('08T09:00') - 1, priorOffers: 1 })],
      'ab',
    ],
    [
      'a day more outweighs any number of offers',
      [one('a', { since: at('07T08:00'), priorOffers: 9 }), one('b')],
      'ab',
    ],
    ['then the fewest offers', [one('a', { priorOffers: 1 }), one('b')], 'ba'],
    ['then the exact minute', [one('a', { since: at('08T07:59') + 1 }), one('b')], 'ab'],
    ['at last the id', [one('b'), one('a')], 'ab'],
  ];
  it.each(table)('%s', (_, all, expected) => {
    const order = ranked(all, NOW);
    const said = order.map(({ id }) => id).join('');
    expect(said).toBe(expected);
  });

  const anybody = fc.record({
    id: fc.uuid(),
    fit: fc.integer({ min: 0, max: 10 }),
    since: fc.integer({ min: NOW - 3 * DAY, max: NOW }),
    priorOffers: fc.integer({ min: 0, max: 3 }),
  });

  it('does not depend on how rows came, loses nobody, and never puts a worse fit first', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(anybody, { maxLength: 12, selector: ({ id }) => id }),
        fc.infiniteStream(fc.nat()),
        (all, dice) => {
          const shuffled = all
            .map((each) => ({ each, key: dice.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const order = ranked(all, NOW);
          expect(ranked(shuffled, NOW)).toEqual(order);
          expect(new Set(order.map(({ id }) => id))).toEqual(new Set(all.map(({ id }) => id)));
          const fits = order.map(({ fit }) => fit);
          expect(fits).toEqual([...fits].sort((a, b) => b - a));
        },
      ),
    );
  });

  it('without a suggestion somebody is neither ahead nor behind; a hair’s breadth is no fit', () => {
    expect(fitOf({ curve: null }, NOW)).toBe(5);
    expect(fitOf({ curve: () => 0.52 }, NOW)).toBe(5);
    expect(fitOf({ curve: () => 0.56 }, NOW)).toBe(6);
    expect(fitOf({ curve: () => Number.NaN }, NOW)).toBe(0);
  });

  it('each is thought of with the start that suits best, the earliest of equals', () => {
    const starts = [start('12T11:00'), start('12T10:00'), start('12T12:00')];
    expect(bestStart(somebody(), starts)?.startsAt).toBe(at('12T10:00'));
    const noon = somebody({ curve: (instant) => (instant === at('12T12:00') ? 1 : 0) });
    expect(bestStart(noon, starts)?.startsAt).toBe(at('12T12:00'));
    expect(bestStart(somebody(), [])).toBeUndefined();
  });
});

const between = (quietFrom: string, quietUntil: string) => quietHoursOf({ quietFrom, quietUntil });
const NIGHT = between('21:00', '08:00');

describe('a wave', () => {
  const table: [string, string, string, [string, number] | null][] = [
    ['has a quarter of an hour', '11T10:00', '12T10:00', ['11T10:00', 15]],
    ['also with three hours to go', '11T10:00', '11T13:00', ['11T10:00', 15]],
    ['five minutes with less', '11T10:01', '11T13:00', ['11T10:01', 5]],
    ['ends with the start', '11T12:55', '11T13:00', ['11T12:55', 5]],
    ['is too late with less', '11T12:56', '11T13:00', null],
    ['is sent until nine in the evening', '11T20:59', '12T20:00', ['11T20:59', 15]],
    ['then waits for the morning', '11T21:00', '12T20:00', ['12T08:00', 15]],
    ['also after midnight', '12T00:10', '12T20:00', ['12T08:00', 15]],
    ['with little left in the morning it is short', '11T22:00', '12T10:00', ['12T08:00', 5]],
    ['unless the start is nearer than twelve hours', '11T22:00', '12T09:59', ['11T22:00', 15]],
    ['even at night', '12T03:00', '12T07:30', ['12T03:00', 15]],
  ];
  it.each(table)('%s', (_, now, startsAt, expected) => {
    const times = waveTimes(at(now), at(startsAt), { zone: LONDON, quiet: NIGHT });
    const mailAt = at(expected?.[0] ?? now);
    const expiresAt = mailAt + (expected?.[1] ?? 0) * MINUTE;
    expect(times).toEqual(expected && { mailAt, expiresAt });
  });

  it('waits for the end of the quiet hours that the clinic has set', () => {
    const where = { zone: LONDON, quiet: between('22:30', '07:15') };
    expect(waveTimes(at('11T22:29'), at('12T20:00'), where)?.mailAt).toBe(at('11T22:29'));
    expect(waveTimes(at('11T22:30'), at('12T20:00'), where)?.mailAt).toBe(at('12T07:15'));
  });

  it('that waits goes on waiting however near its start has come, and not past it', () => {
    const where = { zone: LONDON, quiet: between('22:30', '07:15') };
    const mailAt = at('12T07:15');
    expect(waveTimes(at('11T23:00'), at('12T09:00'), where)?.mailAt).toBe(at('11T23:00'));
    expect(waitingTimes(at('11T23:00'), at('12T09:00'), where)?.mailAt).toBe(mailAt);
    expect(waitingTimes(at('11T22:00'), at('12T09:00'), where)?.mailAt).toBe(at('11T22:00'));
    expect(waitingTimes(at('11T23:00'), at('12T07:19'), where)).toBeNull();
  });

  it('keeps its time a minute longer, and never past the start', () => {
    const until = (expires: string) => heldUntil(new Date(at(expires)), new Date(at('12T09:00')));
    expect(until('12T08:15').getTime()).toBe(at('12T08:16'));
    expect(until('12T09:00').getTime()).toBe(at('12T09:00'));
  });

  it('is never sent at night for a time that can wait, and never outlives its start', () => {
    const minutes = fc.integer({ min: 0, max: 3 * 24 * 60 });
    fc.assert(
      fc.property(minutes, minutes, (first, more) => {
        const now = NOW + first * MINUTE;
        const startsAt = now + more * MINUTE;
        const times = waveTimes(now, startsAt, { zone: LONDON, quiet: NIGHT });
        if (!times) return expect(more).toBeLessThan(5);
        expect(times.mailAt).toBeGreaterThanOrEqual(now);
        expect(times.expiresAt).toBeLessThanOrEqual(startsAt);
        const hour = new Date(times.mailAt).getUTCHours();
        if (startsAt - now >= 12 * HOUR) {
          expect(hour).toBeGreaterThanOrEqual(8);
          expect(hour).toBeLessThan(21);
        } else expect(times.mailAt).toBe(now);
      }),
    );
  });
});
