import type { HoldView } from '@limber/contracts';
import { anotherStart } from './another-start.rules.ts';

const hold: HoldView = {
  id: 'h',
  token: 't',
  expiresAt: '2027-01-12T09:10:00.000Z',
  serviceId: 'sports',
  durationMin: 60,
  therapistId: 'ana',
  secondTherapistId: null,
  locationId: 'riverside',
  startsAt: '2027-01-14T10:00:00.000Z',
  endsAt: '2027-01-14T11:00:00.000Z',
  price: { amount: 7000, currency: 'GBP' },
  policy: {
    kind: 'none',
    freeCancellationUntil: '2027-01-13T10:00:00.000Z',
    lateCancellationFee: { amount: 0, currency: 'GBP' },
    undoMin: 5,
  },
};

describe('another start for a time that was lost', () => {
  it('is asked for at the same place, with the same hands and length', () => {
    expect(anotherStart(hold, '2027-01-14T11:15:00.000Z')).toEqual({
      serviceId: 'sports',
      durationMin: 60,
      startsAt: '2027-01-14T11:15:00.000Z',
      locationId: 'riverside',
      therapistId: 'ana',
    });
  });

  it('stays one for two', () => {
    const forTwo = { ...hold, secondTherapistId: 'tom' };
    expect(anotherStart(forTwo, hold.startsAt)).toMatchObject({ partySize: 2 });
  });
});
