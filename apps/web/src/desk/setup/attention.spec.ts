import type { DeskLocation, DeskRoom, DeskService, DeskTherapist } from '@limber/contracts';
import { type Known, needsAttention } from './attention.rules.ts';

const place = (change: Partial<DeskLocation> = {}): DeskLocation => ({
  ...{ id: 'riverside', name: 'Riverside', address: '1 Quay', timeZone: 'Europe/London' },
  ...{ resetInsideShift: false, active: true, version: 1 },
  openingHours: [{ weekday: 1, opens: '09:00', closes: '18:00' }],
  ...change,
});

const room = (change: Partial<DeskRoom> = {}): DeskRoom => ({
  ...{ id: 'tide', name: 'Tide', location: { id: 'riverside', name: 'Riverside' } },
  ...{ features: ['heat', 'sink'], capacity: 1, active: true, outages: [], version: 1 },
  ...change,
});

const service = (change: Partial<DeskService> = {}): DeskService => ({
  ...{ id: 'hot', name: 'Hot stones', description: '', sessionType: 'relaxation' },
  ...{ roomFeatures: ['heat'], prepMin: 5, restMin: 5, roomPrepMin: 5, roomResetMin: 5 },
  ...{ effortTenthsPerMin: 10, durations: [], needsConfirmation: false },
  ...{ sort: 1, active: true, version: 1 },
  ...change,
});

const known = (change: Partial<Known>): Known => ({
  today: '2027-01-04',
  ...{ locations: [place()], rooms: [room()], services: [service()] },
  people: [{ id: 'ana', name: 'Ana', active: true, sessionTypes: ['relaxation'] } as DeskTherapist],
  ...{ shifts: [], timeOff: [], holidays: [] },
  ...change,
});

describe('a service that no room fits', () => {
  it.each([
    ['is named', { rooms: [room({ features: ['sink'] })] }, ['Hot stones']],
    ['with no room at all', { rooms: [] }, ['Hot stones']],
    ['with its rooms out of use', { rooms: [room({ active: false })] }, ['Hot stones']],
    ['with its place out of use', { locations: [place({ active: false })] }, ['Hot stones']],
    ['unless it is not sold', { rooms: [], services: [service({ active: false })] }, []],
    ['and one that has a room is not', {}, []],
    ['nor one that asks for nothing', { services: [service({ roomFeatures: [] })] }, []],
  ])('%s', (_, change: Partial<Known>, names) => {
    const found = needsAttention(known(change)).flatMap((each) =>
      each.kind === 'noRoom' ? [each.service.name] : [],
    );
    expect(found).toEqual(names);
  });
});
