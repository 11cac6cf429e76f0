import { keepTherapist } from './move.rules.ts';

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
