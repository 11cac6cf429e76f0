import type { DeskCalendar } from '@limber/contracts';
import { placeOfStart } from './new.draft.ts';

const at = (time: string): string => `2027-01-11T${time}:00.000Z`;

const shift = (locationId: string, from: string, to: string) =>
  ({ locationId, startsAt: at(from), endsAt: at(to) }) as never;

const calendar = (shifts: never[], rooms: [string, string][]): DeskCalendar =>
  ({
    locations: ['attic', 'quay', 'elm'].map((id) => ({ id, name: id, hours: [] })),
    rooms: rooms.map(([id, locationId]) => ({ id, name: id, locationId })),
    therapists: [{ id: 'ana', name: 'Ana', shifts }],
  }) as unknown as DeskCalendar;

const rooms: [string, string][] = [
  ['tide', 'quay'],
  ['oak', 'elm'],
];

describe('where a start would take place', () => {
  const morning = shift('quay', '09:00', '12:00');
  const evening = shift('elm', '16:00', '20:00');
  it.each([
    ['where the chosen room is', [morning], rooms, 'oak', 'elm'],
    ['where the therapist works at that time', [morning, evening], rooms, null, 'elm'],
    ['where they work that day', [morning], rooms, null, 'quay'],
    ['for who is off, a place with a room', [], rooms, null, 'quay'],
    ['and any place where none has one', [], [], null, 'attic'],
  ])('is %s', (_, shifts, all, roomId, place) => {
    const start = Date.parse(at('17:00'));
    const draft = { therapistId: 'ana', roomId };
    expect(placeOfStart(calendar(shifts, all), draft, start)).toBe(place);
  });
});
