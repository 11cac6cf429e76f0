import { ClinicPolicies } from '@limber/contracts';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { addDays, type AvailabilityInput, brokenRules, weekdayOf } from '@limber/scheduling';
import fc from 'fast-check';
import { type Ground, placeless, type Placed, strandedBy } from './stranded.rules.ts';

/** A Monday. Everything below is in UTC, so that wall times can be reckoned with by hand. */
const MONDAY = '2027-01-11';
const start = Date.parse(`${MONDAY}T00:00:00Z`);
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7] as const;

type Location = NonNullable<ReturnType<Ground['locations']['get']>>;
type Therapist = NonNullable<ReturnType<Ground['therapists']['get']>>;
type Room = NonNullable<ReturnType<Ground['rooms']['get']>>;
type Service = NonNullable<ReturnType<Ground['services']['get']>>;
type Shift = Therapist['shifts'][number];

const shift = (change: Partial<Shift> = {}): Shift => ({
  ...{ locationId: 'here', roomId: null, weekday: 1, startsAt: '09:00', endsAt: '17:00' },
  ...{ validFrom: '2020-01-01', validTo: null, except: [], breaks: [], ...change },
});
const location = (change: Partial<Location> = {}): Location => ({
  ...{ id: 'here', timeZone: 'UTC', closedDates: [], resetInsideShift: false },
  openingHours: EVERY_DAY.map((weekday) => ({ weekday, opens: '08:00', closes: '20:00' })),
  ...change,
});
const therapist = (change: Partial<Therapist> = {}): Therapist => ({
  ...{ id: 'ana', sessionTypes: ['sports'], shifts: [shift()] },
  ...{ effortCapPerDayTenths: null, effortCapPerWeekTenths: null, ...change },
});
const room = (change: Partial<Room> = {}): Room => ({
  ...{ id: 'elm', locationId: 'here', features: ['heat'], capacity: 1, ...change },
});
const service = (change: Partial<Service> = {}): Service => ({
  ...{ sessionType: 'sports', prepMin: 10, restMin: 15, roomPrepMin: 0, roomResetMin: 10 },
  ...{ roomFeatures: [], effortTenthsPerMin: 13, ...change },
});

interface Change {
  location?: Location | null;
  therapist?: Therapist | null;
  room?: Room | null;
  service?: Service;
  away?: Ground['away'];
}
const mapOf = <Row>(id: string, row: Row | null): Map<string, Row> =>
  new Map(row === null ? [] : [[id, row]]);
const ground = (change: Change = {}): Ground => ({
  locations: mapOf('here', change.location === undefined ? location() : change.location),
  therapists: mapOf('ana', change.therapist === undefined ? therapist() : change.therapist),
  rooms: mapOf('elm', change.room === undefined ? room() : change.room),
  services: mapOf('sports', change.service ?? service()),
  away: change.away ?? new Map(),
  policy: ClinicPolicies.parse({}),
});
const booked = (hour: number, change: Partial<Placed> = {}): Placed => ({
  ...{ id: `at ${hour}`, locationId: 'here', therapistIds: ['ana'], roomId: 'elm' },
  ...{ serviceId: 'sports', durationMin: 60, startsAt: start + hour * HOUR, ...change },
});
const awayFrom = (resource: string, from: number, to: number): Ground['away'] =>
  new Map([[resource, [{ start: start + from * HOUR, end: start + to * HOUR }]]]);

describe('a booking at ten on Monday', () => {
  it.each<[string, Change, string[]]>([
    ['nothing changes', {}, []],
    [
      'the shift begins later',
      { therapist: therapist({ shifts: [shift({ startsAt: '10:30' })] }) },
      ['SHIFT'],
    ],
    [
      'the shift begins right then',
      { therapist: therapist({ shifts: [shift({ startsAt: '10:00' })] }) },
      [],
    ],
    [
      'the day is taken out',
      { therapist: therapist({ shifts: [shift({ except: [MONDAY] })] }) },
      ['SHIFT'],
    ],
    ['there is a holiday', { location: location({ closedDates: [MONDAY] }) }, ['SHIFT']],
    [
      'the place opens later',
      { location: location({ openingHours: [{ weekday: 1, opens: '11:00', closes: '20:00' }] }) },
      ['SHIFT'],
    ],
    ['the zone changes under it', { location: location({ timeZone: 'Asia/Tokyo' }) }, ['SHIFT']],
    ['somebody has time off', { away: awayFrom('ana', 10.5, 12) }, ['BUSY']],
    ['somebody has time off afterwards', { away: awayFrom('ana', 11, 12) }, []],
    ['the room is out of order', { away: awayFrom('elm', 0, 24) }, ['NO_ROOM']],
    ['the room is given up', { room: null }, ['NO_ROOM']],
    [
      'the room loses what the service needs',
      { room: room({ features: [] }), service: service({ roomFeatures: ['heat'] }) },
      ['NO_ROOM'],
    ],
    ['the therapist leaves', { therapist: null }, ['THERAPIST_INACTIVE']],
    [
      'the therapist unlearns it',
      { therapist: therapist({ sessionTypes: ['relaxation'] }) },
      ['NOT_QUALIFIED'],
    ],
    ['the place closes down', { location: null }, ['LOCATION_INACTIVE']],
    [
      'two things happen at once',
      { away: new Map([...awayFrom('ana', 0, 24), ...awayFrom('elm', 0, 24)]) },
      ['BUSY', 'NO_ROOM'],
    ],
    [
      'the rest no longer fits into the shift, where it must',
      {
        location: location({ resetInsideShift: true }),
        therapist: therapist({ shifts: [shift({ endsAt: '11:10' })] }),
      },
      ['SHIFT'],
    ],
  ])('when %s: %j', (_, change, expected) => {
    expect(placeless(ground(change), booked(10))).toEqual(expected);
    const found = strandedBy(ground(), ground(change), [booked(10)]);
    expect(found.map(({ why }) => why)).toEqual(expected.length > 0 ? [expected] : []);
  });

  it('is not stranded by an edit that leaves it as out of place as it was', () => {
    const early = ground({ therapist: therapist({ shifts: [shift({ startsAt: '11:00' })] }) });
    const later = ground({ therapist: therapist({ shifts: [shift({ startsAt: '12:00' })] }) });
    expect(strandedBy(early, later, [booked(10)])).toEqual([]);
  });

  it('is stranded by what comes on top', () => {
    const shifts = [shift({ startsAt: '11:00' })];
    const early = ground({ therapist: therapist({ shifts }) });
    const away = ground({ therapist: therapist({ shifts }), away: awayFrom('ana', 0, 24) });
    expect(strandedBy(early, away, [booked(10)]).map(({ why }) => why)).toEqual([['BUSY']]);
  });

  it('of two therapists is stranded when either is away', () => {
    const both = (away: Ground['away']): Ground => ({
      ...ground({ away }),
      therapists: new Map([
        ['ana', therapist()],
        ['tom', therapist({ id: 'tom' })],
      ]),
    });
    const couple = booked(10, { therapistIds: ['ana', 'tom'] });
    const found = strandedBy(both(new Map()), both(awayFrom('tom', 9, 12)), [couple]);
    expect(found.map(({ why }) => why)).toEqual([['BUSY']]);
  });

  it.each([
    ['room for one only', room({ capacity: 1, features: ['couples'] }), ['NO_ROOM']],
    ['no tables side by side', room({ capacity: 2, features: [] }), ['NO_ROOM']],
    ['room for two still', room({ capacity: 3, features: ['couples', 'heat'] }), []],
  ])('for two is stranded by %s, one for one is not', (_, after, why) => {
    const forTwo = room({ capacity: 2, features: ['couples'] });
    const therapists = new Map([
      ['ana', therapist()],
      ['tom', therapist({ id: 'tom' })],
    ]);
    const with_ = (its: Room): Ground => ({ ...ground({ room: its }), therapists });
    const couple = booked(10, { therapistIds: ['ana', 'tom'] });
    const found = strandedBy(with_(forTwo), with_(after), [couple, booked(13)]);
    expect(found.flatMap((each) => each.why)).toEqual(why);
    expect(found.every(({ booking }) => booking === couple)).toBe(true);
  });
});

const halfHour = (from: number, to: number) =>
  fc.integer({ min: from * 2, max: to * 2 }).map((halves) => halves / 2);
const wall = (hours: number): string =>
  `${String(Math.floor(hours)).padStart(2, '0')}:${hours % 1 ? '30' : '00'}`;

const anyShift = fc
  .record({
    locationId: fc.constantFrom('here', 'there'),
    weekday: fc.constantFrom(...EVERY_DAY),
    from: halfHour(7, 14),
    length: halfHour(1, 9),
    pause: fc.option(halfHour(8, 16), { nil: null }),
    except: fc.subarray([MONDAY, addDays(MONDAY, 1), addDays(MONDAY, 2)]),
  })
  .map(({ from, length, pause, ...rest }) =>
    shift({
      ...rest,
      startsAt: wall(from),
      endsAt: wall(from + length),
      breaks: pause === null ? [] : [{ startsAt: wall(pause), endsAt: wall(pause + 0.5) }],
    }),
  );
const anyAway = fc
  .array(fc.tuple(fc.constantFrom('ana', 'tom', 'elm', 'oak'), halfHour(0, 70), halfHour(1, 30)), {
    maxLength: 3,
  })
  .map((rows) => {
    const away = new Map<string, { start: number; end: number }[]>();
    for (const [id, from, length] of rows) {
      const ranges = away.get(id) ?? [];
      ranges.push({ start: start + from * HOUR, end: start + (from + length) * HOUR });
      away.set(id, ranges);
    }
    return away;
  });
const anyLocation = (id: string) =>
  fc
    .record({
      closedDates: fc.subarray([MONDAY, addDays(MONDAY, 1)], { maxLength: 1 }),
      resetInsideShift: fc.boolean(),
      opens: halfHour(6, 11),
      hours: halfHour(4, 12),
    })
    .map(({ opens, hours, ...rest }) =>
      location({
        ...rest,
        id,
        openingHours: EVERY_DAY.map((weekday) => ({
          ...{ weekday, opens: wall(opens), closes: wall(opens + hours) },
        })),
      }),
    );
const some = <Row>(arbitrary: fc.Arbitrary<Row>) => fc.option(arbitrary, { nil: null, freq: 8 });
const anyTherapist = (id: string) =>
  fc
    .record({
      sessionTypes: fc.constantFrom(['sports'], ['sports', 'deep'], ['deep']),
      shifts: fc.array(anyShift, { minLength: 1, maxLength: 6 }),
    })
    .map((rest) => therapist({ id, ...rest }));
const anyRoom = (id: string, locationId: string) =>
  fc
    .tuple(fc.subarray(['heat', 'sink', 'couples']), fc.integer({ min: 1, max: 2 }))
    .map(([features, capacity]) => room({ id, locationId, features, capacity }));

const anyGround: fc.Arbitrary<Ground> = fc
  .record({
    here: some(anyLocation('here')),
    there: some(anyLocation('there')),
    ana: some(anyTherapist('ana')),
    tom: some(anyTherapist('tom')),
    elm: some(anyRoom('elm', 'here')),
    oak: some(anyRoom('oak', 'there')),
    service: fc
      .record({
        prepMin: fc.constantFrom(0, 15),
        restMin: fc.constantFrom(0, 30),
        roomFeatures: fc.constantFrom([], ['heat']),
        sessionType: fc.constantFrom('sports', 'sports', 'deep'),
      })
      .map(service),
    away: anyAway,
  })
  .map(({ here, there, ana, tom, elm, oak, service: sold, away }) => ({
    locations: new Map([...mapOf('here', here), ...mapOf('there', there)]),
    therapists: new Map([...mapOf('ana', ana), ...mapOf('tom', tom)]),
    rooms: new Map([...mapOf('elm', elm), ...mapOf('oak', oak)]),
    services: mapOf('sports', sold),
    away,
    policy: ClinicPolicies.parse({}),
  }));
const anyBooked = fc
  .record({
    locationId: fc.constantFrom('here', 'there'),
    therapistIds: fc.constantFrom(['ana'], ['tom'], ['ana', 'tom']),
    roomId: fc.constantFrom('elm', 'oak'),
    durationMin: fc.constantFrom(30, 60, 90),
    at: halfHour(6, 60),
  })
  .map(({ at, ...rest }) => booked(at, rest));

/** Every booking asked against brokenRules with the whole ground as the engine's input: no short cut. */
function recheck(whole: Ground, placed: Placed): string[] {
  if (!whole.locations.has(placed.locationId)) return ['LOCATION_INACTIVE'];
  const sold = whole.services.get(placed.serviceId) ?? service();
  const input: AvailabilityInput = {
    now: placed.startsAt - 3 * DAY,
    locations: [...whole.locations.values()],
    therapists: [...whole.therapists.values()].map((each) => ({
      ...each,
      unavailable: whole.away.get(each.id) ?? [],
      ...{ occupied: [], effortCapPerDayTenths: null, effortCapPerWeekTenths: null },
    })),
    rooms: [...whole.rooms.values()]
      .filter(({ id }) => id === placed.roomId)
      .map((each) => ({ ...each, unavailable: whole.away.get(each.id) ?? [], occupied: [] })),
    service: { ...sold, durationMin: placed.durationMin },
    policy: {
      ...{ noticeMin: 0, horizonDays: 30, gridStepMin: 30, shortestSellableMin: 30 },
      ...{
        orphanGapRule: false,
        sameDayCutoff: null,
        deepTissueInARow: null,
        deepTissueRestMin: 30,
      },
    },
  };
  const { startsAt, locationId } = placed;
  const codes = placed.therapistIds.flatMap((therapistId): string[] =>
    brokenRules(input, { startsAt, therapistId, locationId }).map((code) =>
      code === 'NO_SUCH_THERAPIST' ? 'THERAPIST_INACTIVE' : code,
    ),
  );
  const its = whole.rooms.get(placed.roomId);
  if (its && !canShare(its, placed)) codes.push('NO_ROOM');
  const counted = ['THERAPIST_INACTIVE', 'NOT_QUALIFIED', 'SHIFT', 'BUSY', 'NO_ROOM'];
  return counted.filter((code) => codes.includes(code));
}

const canShare = ({ capacity, features }: Room, { therapistIds }: Placed): boolean =>
  therapistIds.length === 1 || (capacity >= 2 && features.includes('couples'));

/** The same question without the engine: minute by minute, in UTC, whether hands and room are there. */
function standsByHand(whole: Ground, placed: Placed): boolean {
  const at = whole.locations.get(placed.locationId);
  const its = whole.rooms.get(placed.roomId);
  const sold = whole.services.get(placed.serviceId);
  if (!at || !its || !sold) return false;
  const end = placed.startsAt + placed.durationMin * MINUTE;
  const date = new Date(placed.startsAt).toISOString().slice(0, 10);
  const minute = (wallTime: string): number => Date.parse(`${date}T${wallTime}:00Z`);
  const isFree = (id: string): boolean =>
    (whole.away.get(id) ?? []).every((range) => range.end <= placed.startsAt || end <= range.start);
  const hasRoom =
    its.locationId === at.id &&
    canShare(its, placed) &&
    sold.roomFeatures.every((feature) => its.features.includes(feature)) &&
    isFree(its.id);
  const [before, after] = at.resetInsideShift ? [sold.prepMin, sold.restMin] : [0, 0];
  const [first, last] = [placed.startsAt - before * MINUTE, end + after * MINUTE];
  // Who resets inside the shift is done when the doors close; they may prepare before these open.
  const isOpen =
    !at.closedDates.includes(date) &&
    at.openingHours.some(
      ({ weekday, opens, closes }) =>
        weekday === weekdayOf(date) && minute(opens) <= placed.startsAt && last <= minute(closes),
    );
  const isWorked = (id: string): boolean =>
    (whole.therapists.get(id)?.shifts ?? []).some(
      (each) =>
        each.locationId === at.id &&
        each.weekday === weekdayOf(date) &&
        !each.except.includes(date) &&
        minute(each.startsAt) <= first &&
        last <= minute(each.endsAt) &&
        each.breaks.every(
          (pause) => minute(pause.endsAt) <= first || last <= minute(pause.startsAt),
        ),
    );
  const hands = placed.therapistIds.every(
    (id) =>
      (whole.therapists.get(id)?.sessionTypes.includes(sold.sessionType) ?? false) &&
      isFree(id) &&
      isWorked(id),
  );
  return hasRoom && isOpen && hands;
}

describe('what a change strands', () => {
  it('is what asking every booking again says, before and after', () => {
    fc.assert(
      fc.property(
        anyGround,
        anyGround,
        fc.array(anyBooked, { minLength: 1, maxLength: 8 }),
        (before, after, bookings) => {
          const expected = bookings.flatMap((booking) => {
            const was = recheck(before, booking);
            const why = recheck(after, booking).filter((code) => !was.includes(code));
            return why.length > 0 ? [{ booking, why }] : [];
          });
          expect(strandedBy(before, after, bookings)).toEqual(expected);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('stands by hand exactly when no rule of its place is broken', () => {
    fc.assert(
      fc.property(anyGround, anyBooked, (whole, booking) => {
        expect(placeless(whole, booking).length === 0).toBe(standsByHand(whole, booking));
      }),
      { numRuns: 1500 },
    );
  });

  it('is nothing when nothing changes', () => {
    fc.assert(
      fc.property(anyGround, fc.array(anyBooked, { maxLength: 8 }), (same, bookings) => {
        expect(strandedBy(same, same, bookings)).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
