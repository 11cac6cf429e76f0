import type { ClinicFile, Day } from './clinic-file.schema.ts';

export interface Fault {
  path: (string | number)[];
  message: string;
}

type Therapist = ClinicFile['therapists'][number];
type Shift = Therapist['shifts'][number];
type Span = { from: string; to: string };

const isReversed = ({ from, to }: Span): boolean => to <= from;
const lies = (inner: Span, outer: Span): boolean =>
  inner.from >= outer.from && inner.to <= outer.to;
const meets = (a: Span, b: Span): boolean => a.from < b.to && b.from < a.to;

/** What no single line of the file can show: whether its parts fit together. */
export function crossCheck(file: ClinicFile): Fault[] {
  return [
    ...(['locations', 'rooms', 'services', 'therapists'] as const).flatMap((part) =>
      repeatedKeys(file, part),
    ),
    ...file.rooms.flatMap((room, i) =>
      file.locations.some(({ key }) => key === room.location)
        ? []
        : [{ path: ['rooms', i, 'location'], message: `There is no location "${room.location}".` }],
    ),
    ...file.locations.flatMap(({ openingHours }, i) =>
      openingHours.flatMap((hours, j) => reversed(['locations', i, 'openingHours', j], hours)),
    ),
    ...file.services.flatMap((service, i) => serviceFaults(file, service, ['services', i])),
    ...file.therapists.flatMap((therapist, i) => [
      ...therapist.shifts.flatMap((shift, j) =>
        shiftFaults(file, shift, ['therapists', i, 'shifts', j]),
      ),
      ...doubleShifts(therapist, ['therapists', i, 'shifts']),
    ]),
  ];
}

function repeatedKeys(
  file: ClinicFile,
  part: 'locations' | 'rooms' | 'services' | 'therapists',
): Fault[] {
  const keys = file[part].map(({ key }) => key);
  return keys.flatMap((key, i) =>
    keys.indexOf(key) < i
      ? [{ path: [part, i, 'key'], message: `The key "${key}" is used twice.` }]
      : [],
  );
}

const reversed = (path: Fault['path'], span: Span): Fault[] =>
  isReversed(span) ? [{ path, message: `${span.to} is not after ${span.from}.` }] : [];

function serviceFaults(
  file: ClinicFile,
  service: ClinicFile['services'][number],
  path: Fault['path'],
): Fault[] {
  const faults: Fault[] = [];
  const minutes = service.prices.map((price) => price.minutes);
  if (new Set(minutes).size < minutes.length) {
    faults.push({ path: [...path, 'prices'], message: 'A length has two prices.' });
  }
  if (!file.rooms.some((room) => service.roomFeatures.every((f) => room.features.includes(f)))) {
    const needed = service.roomFeatures.join(', ');
    faults.push({ path: [...path, 'roomFeatures'], message: `No room has all of: ${needed}.` });
  }
  if (!file.therapists.some(({ sessionTypes }) => sessionTypes.includes(service.sessionType))) {
    faults.push({ path, message: `No therapist gives "${service.name}".` });
  }
  return faults;
}

function shiftFaults(file: ClinicFile, shift: Shift, path: Fault['path']): Fault[] {
  const location = file.locations.find(({ key }) => key === shift.location);
  if (!location) {
    return [{ path: [...path, 'location'], message: `There is no location "${shift.location}".` }];
  }
  const faults = reversed(path, shift);
  const isOpen = (day: Day): boolean =>
    location.openingHours.some((hours) => hours.days.includes(day) && meets(shift, hours));
  for (const day of shift.days.filter((each) => !isOpen(each))) {
    faults.push({ path, message: `${location.name} is closed then on ${day}.` });
  }
  if (shift.room !== undefined) {
    const room = file.rooms.find(({ key }) => key === shift.room);
    if (room?.location !== shift.location) {
      const message = `There is no room "${shift.room}" at ${location.name}.`;
      faults.push({ path: [...path, 'room'], message });
    }
  }
  shift.breaks.forEach((pause, i) => {
    faults.push(...reversed([...path, 'breaks', i], pause));
    if (!lies(pause, shift)) {
      faults.push({ path: [...path, 'breaks', i], message: 'This break is not within its shift.' });
    }
  });
  return faults;
}

/** Nobody is in two places, nor twice in one. */
function doubleShifts({ name, shifts }: Therapist, path: Fault['path']): Fault[] {
  return shifts.flatMap((shift, i) =>
    shifts.slice(0, i).flatMap((other) => {
      const day = shift.days.find((each) => other.days.includes(each));
      return day && meets(shift, other)
        ? [{ path: [...path, i], message: `${name} has two shifts at once on ${day}.` }]
        : [];
    }),
  );
}
