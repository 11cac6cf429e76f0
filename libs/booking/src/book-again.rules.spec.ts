import { sameAgain, type Today } from './book-again.rules.ts';

const before = { serviceId: 'sports', durationMin: 60, locationId: 'arches', therapistId: 'ana' };
const room = { locationId: 'arches', capacity: 2, features: ['couples'], outOfOrder: false };
const today: Today = {
  services: [{ id: 'sports', sessionType: 'sports_massage' }],
  durations: [{ serviceId: 'sports', minutes: 60 }],
  therapists: [{ id: 'ana', sessionTypes: ['sports_massage'] }],
  locations: [
    { id: 'arches', active: true },
    { id: 'mill', active: true },
  ],
  rooms: [room],
};
const same = {
  ...{ serviceId: 'sports', durationMin: 60, locationId: 'arches', lastTherapistId: 'ana' },
  partySize: 1,
};

describe('the same session once more', () => {
  it.each<[string, Partial<Today>, object]>([
    ['all of it is still to be had', {}, {}],
    [
      'the service is sold no more: nothing of it is left',
      { services: [] },
      { serviceId: null, durationMin: null, lastTherapistId: null },
    ],
    [
      'the length is sold no more',
      { durations: [{ serviceId: 'sports', minutes: 30 }] },
      { durationMin: null },
    ],
    [
      'another service has this length',
      { durations: [{ serviceId: 'deep', minutes: 60 }] },
      { durationMin: null },
    ],
    ['the therapist has left', { therapists: [] }, { lastTherapistId: null }],
    [
      'the therapist no longer gives it',
      { therapists: [{ id: 'ana', sessionTypes: ['deep_tissue'] }] },
      { lastTherapistId: null },
    ],
    [
      'the place has closed',
      { locations: [{ id: 'arches', active: false }] },
      { locationId: null },
    ],
  ])('%s', (_, change, expected) => {
    expect(sameAgain(before, false, { ...today, ...change })).toEqual({ ...same, ...expected });
  });

  it.each<[string, Partial<Today>, object]>([
    ['a room for two is there', {}, { partySize: 2 }],
    ['the only one is out of order', { rooms: [{ ...room, outOfOrder: true }] }, {}],
    ['the only one stands where we no longer are', { rooms: [{ ...room, locationId: 'old' }] }, {}],
    [
      'the only one is at the other place: that they come as two counts more',
      { rooms: [{ ...room, locationId: 'mill' }] },
      { partySize: 2, locationId: null },
    ],
  ])('for two, %s', (_, change, expected) => {
    expect(sameAgain(before, true, { ...today, ...change })).toEqual({ ...same, ...expected });
  });
});
