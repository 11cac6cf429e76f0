import type { BookingView } from '@limber/contracts';
import { keepTherapist, openWindow, startsLeft } from './move.rules.ts';

const slot = (startsAt: string, therapistIds: string[]) => ({
  startsAt,
  endsAt: startsAt,
  locationId: 'riverside',
  therapistIds,
  fit: null,
});
const booking = {
  startsAt: '2027-01-14T09:00:00.000Z',
  therapist: { id: 'ana', name: 'Ana' },
  guest: null,
};
const kept = (...slots: ReturnType<typeof slot>[]) =>
  keepTherapist([{ date: '2027-01-14', slots }], booking)[0]?.slots;

describe('times a booking can move to', () => {
  it('name its own therapist where they are free, and everybody else where they are not', () => {
    expect(
      kept(
        slot('2027-01-14T10:00:00.000Z', ['ana', 'marek']),
        slot('2027-01-14T11:00:00.000Z', ['marek', 'noor']),
      )?.map(({ therapistIds }) => therapistIds),
    ).toEqual([['ana'], ['marek', 'noor']]);
  });

  it('leave out the time it has; with another therapist it is a move', () => {
    expect(kept(slot(booking.startsAt, ['ana', 'marek']))).toEqual([]);
    expect(kept(slot(booking.startsAt, ['marek']))).toHaveLength(1);
  });
});

describe('the window of a suggestion, to whoever is about to cancel', () => {
  const now = Date.parse('2027-01-13T12:00:00.000Z');
  const booked = (from: string, to: string, possible = true) =>
    ({ moving: { possible }, suggestion: { window: { from, to } } }) as unknown as BookingView;
  const [early, late] = ['2027-01-12T08:00:00.000Z', '2027-01-15T20:00:00.000Z'];

  it.each([
    ['has begun: from now on', booked(early, late), new Date(now).toISOString()],
    ['is to come: whole', booked('2027-01-14T08:00:00.000Z', late), '2027-01-14T08:00:00.000Z'],
  ])('%s', (_, booking, from) => {
    expect(openWindow(booking, now)).toEqual({ from, to: late });
  });

  it.each([
    ['is over', booked(early, '2027-01-13T12:00:00.000Z')],
    ['is of no use where nothing can be moved', booked(early, late, false)],
    ['is not there', { ...booked(early, late), suggestion: null }],
  ])('%s', (_, booking) => {
    expect(openWindow(booking, now)).toBe(null);
  });

  it('counts the other starts in it, each once', () => {
    const days = [
      {
        date: '2027-01-14',
        slots: [
          slot('2027-01-13T11:45:00.000Z', ['ana']),
          slot('2027-01-14T09:00:00.000Z', ['ana']),
          slot('2027-01-14T10:00:00.000Z', ['ana']),
          { ...slot('2027-01-14T10:00:00.000Z', ['noor']), locationId: 'mill' },
          slot(late, ['ana']),
          slot('2027-01-15T20:15:00.000Z', ['ana']),
        ],
      },
    ];
    const window = { from: new Date(now).toISOString(), to: late };
    expect(startsLeft(days, booking, window)).toBe(2);
  });
});
