import {
  afterQuietHours,
  expectedMails,
  expectedReminders,
  wallDate,
  wallTime,
} from './schedule.mjs';

const zone = 'Europe/London';
const at = (text: string): Date => new Date(text);

describe('the expected mails of the demo', () => {
  const visit = {
    trainingEnd: at('2026-11-23T11:30:00Z'),
    bookedAt: at('2026-11-23T14:30:00Z'),
    startsAt: at('2026-11-23T17:00:00Z'),
    endsAt: at('2026-11-23T17:45:00Z'),
    zone,
  };
  const times = (changes: Partial<typeof visit>): [string, string][] =>
    expectedMails({ ...visit, ...changes }).map(({ id, at: time }) => [id, time.toISOString()]);

  it('are aftercare an hour after the visit and check-ins 24, 48, 72 h after the training', () => {
    expect(times({})).toEqual([
      ['aftercare', '2026-11-23T18:45:00.000Z'],
      ['checkin_24', '2026-11-24T11:30:00.000Z'],
      ['checkin_48', '2026-11-25T11:30:00.000Z'],
      ['checkin_72', '2026-11-26T11:30:00.000Z'],
    ]);
  });

  it('wait for the end of the quiet hours', () => {
    expect(times({ trainingEnd: at('2026-11-22T22:00:00Z') }).slice(1)).toEqual([
      ['checkin_24', '2026-11-24T08:00:00.000Z'],
      ['checkin_48', '2026-11-25T08:00:00.000Z'],
      ['checkin_72', '2026-11-26T08:00:00.000Z'],
    ]);
  });

  it('leave out a check-in around the visit, or too close to aftercare', () => {
    const ids = (changes: Partial<typeof visit>): string[] => times(changes).map(([id]) => id);
    const without24 = ['aftercare', 'checkin_48', 'checkin_72'];
    expect(ids({ trainingEnd: at('2026-11-22T17:00:00Z') })).toEqual(without24);
    const late = { startsAt: at('2026-11-23T20:30:00Z'), endsAt: at('2026-11-23T21:15:00Z') };
    expect(ids(late)).toEqual(without24);
  });

  it.each([
    ['2026-11-24T14:00:00Z', ['reminder_24h 2026-11-23T14:00', 'reminder_2h 2026-11-24T12:00']],
    ['2026-11-24T09:00:00Z', ['reminder_24h 2026-11-23T11:00', 'reminder_2h 2026-11-24T08:00']],
    ['2026-11-24T08:15:00Z', ['reminder_24h 2026-11-23T11:00', 'reminder_2h 2026-11-23T20:00']],
    ['2026-11-23T12:00:00Z', ['reminder_2h 2026-11-23T10:15']], // its hour has come: 15 minutes later
    ['2026-11-23T11:15:00Z', []],
    ['2027-03-28T14:00:00Z', ['reminder_24h 2027-03-27T15:00', 'reminder_2h 2027-03-28T12:00']],
  ])('come before a visit at %s, booked at 10:00 on 23 November, as %j', (startsAt, expected) => {
    const plan = expectedReminders({
      ...{ startsAt: at(startsAt), bookedAt: at('2026-11-23T10:00:00Z'), zone },
    });
    expect(plan.map((one) => `${one.id} ${one.at.toISOString().slice(0, 16)}`)).toEqual(expected);
  });

  it.each([
    ['2026-11-23T20:59:59.000Z', '2026-11-23T20:59:59.000Z'],
    ['2026-11-23T21:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T07:59:30.000Z', '2026-11-24T08:00:00.000Z'],
    ['2026-11-24T08:00:00.000Z', '2026-11-24T08:00:00.000Z'],
    ['2027-03-27T22:00:00.000Z', '2027-03-28T07:00:00.000Z'], // over the spring change
  ])('at %s go out at %s', (due, sent) => {
    expect(afterQuietHours(at(due), zone).toISOString()).toBe(sent);
  });

  it('are told in the time of the clinic', () => {
    expect(wallTime(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('Tue 24 Nov, 00:30');
    expect(wallDate(at('2026-11-23T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-24');
  });
});
