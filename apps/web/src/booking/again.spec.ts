import type { BookAgainView } from '@limber/contracts';
import { draftAgain, namedAgain, searchAgain, wishedAgain } from './again.rules.ts';
import { bookingSearch } from './booking.search.ts';
import { emptyDraft, noTraining } from './draft.ts';

const [service, place, ana, marek] = [1, 2, 3, 4].map(
  (n) => `0000000${n}-0000-4000-8000-000000000000`,
) as [string, string, string, string];
const again: BookAgainView = {
  ...{ serviceId: service, durationMin: 60, locationId: place, lastTherapistId: ana },
  ...{ partySize: 1, guestName: null },
  client: { name: 'Ada Hill', email: 'ada@example.com', phone: '+447700900123', guardian: null },
};
const { guardian: _, ...ada } = again.client;
const full = {
  ...emptyDraft,
  kind: 'trained' as const,
  training: { ...noTraining, soreness: 7, areas: ['legs' as never] },
  screening: [],
  contact: { ...emptyDraft.contact, name: 'Somebody else', checkIns: true, marketing: true },
};

describe('booking again', () => {
  it('opens the times of the same session at the same place, with the same therapist as a wish', () => {
    const search = searchAgain(again);
    expect(search).toEqual({ service, length: 60, location: place, again: true });
    expect(bookingSearch(search as Record<string, unknown>)).toEqual(search);
  });

  it.each<[string, Partial<BookAgainView>, object]>([
    ['a service sold no more', { serviceId: null, durationMin: null }, { choose: true }],
    ['a length sold no more', { durationMin: null }, { choose: true }],
    ['a place that has closed', { locationId: null }, { service, length: 60, again: true }],
    ['a therapist who has left', { lastTherapistId: null }, { service, length: 60 }],
    ['a visit of two', { partySize: 2, guestName: 'Bo' }, { two: true }],
  ])('leaves open what is gone: %s', (_, change, expected) => {
    expect(searchAgain({ ...again, ...change })).toMatchObject(expected);
    if (change.durationMin === null)
      expect(searchAgain({ ...again, ...change }).service).toBe(undefined);
  });

  it('begins with who they are, and with none of the answers or wishes of before', () => {
    expect(draftAgain(full, { ...again, guestName: 'Bo Lind' })).toEqual({
      ...emptyDraft,
      contact: { ...emptyDraft.contact, ...ada },
      ...{ lastTherapistId: ana, guestName: 'Bo Lind' },
    });
  });

  it.each([
    ['with the name that said yes the last time', 'Pat Reed'],
    ['asking for the name where it is not known', ''],
  ])('for somebody under 18 begins as their guardian, %s', (_what, name) => {
    const young = { ...again, client: { ...again.client, guardian: { name } } };
    expect(draftAgain(full, young).contact).toMatchObject({ ...ada, guardianName: name });
  });

  it('opens no way that a red flag has closed', () => {
    const stopped = { ...full, screening: ['dark_urine'] };
    expect(draftAgain(stopped, again)).toBe(stopped);
  });
});

describe('the wish for the last therapist', () => {
  it('counts while it is ticked, known and nobody else is named', () => {
    const draft = { lastTherapistId: ana };
    expect(wishedAgain({ again: true }, draft)).toBe(ana);
    expect(wishedAgain({}, draft)).toBe(null);
    expect(wishedAgain({ again: true, therapist: marek }, draft)).toBe(null);
    // By a shared address: who gave the sharer's last visit is nobody else's business.
    expect(wishedAgain({ again: true }, { lastTherapistId: null })).toBe(null);
  });

  it('names them where they are free, and hides no other time', () => {
    const slot = { startsAt: 'a', endsAt: 'b', locationId: place, fit: null };
    const days = [
      {
        date: '2026-11-30',
        slots: [
          { ...slot, therapistIds: [ana, marek] },
          { ...slot, therapistIds: [marek] },
        ],
      },
    ];
    const [day] = namedAgain(days, ana);
    expect(day?.slots.map(({ therapistIds }) => therapistIds)).toEqual([[ana], [marek]]);
    expect(namedAgain(days, null)).toBe(days);
  });
});
