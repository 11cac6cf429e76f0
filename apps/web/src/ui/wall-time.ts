/** Minutes the zone's wall clock is ahead of UTC at an instant. */
function offsetAt(ms: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
  }).formatToParts(ms);
  const part = (type: string): number =>
    Number(parts.find((each) => each.type === type)?.value ?? 0);
  const wall = Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'));
  return Math.round((wall - ms) / 60_000);
}

const DAY = 86_400_000;

const naiveOf = (date: string, time: string): number => Date.parse(`${date}T${time}:00Z`);

/**
 * When the clocks of a zone show "2026-11-23" and "18:30": once, but twice while they go back in autumn, and never in
 * what they leave out in spring. Temporal would do this in one call, and weigh more than the rest of the first page.
 */
export function wallInstants(date: string, time: string, timeZone: string): number[] {
  const naive = naiveOf(date, time);
  // A zone has one change within two days at most, so these are all the offsets there can be.
  const offsets = new Set([naive - DAY, naive + DAY].map((at) => offsetAt(at, timeZone)));
  return [...offsets]
    .map((offset) => ({ at: naive - offset * 60_000, offset }))
    .filter(({ at, offset }) => offsetAt(at, timeZone) === offset)
    .map(({ at }) => at)
    .sort((one, other) => one - other);
}

/** As one instant: the first of two, and after the gap where the clocks leave it out. */
export function instantOfWall(date: string, time: string, timeZone: string): number {
  const naive = naiveOf(date, time);
  const [first] = wallInstants(date, time, timeZone);
  if (first !== undefined) return first;
  const guess = naive - offsetAt(naive, timeZone) * 60_000;
  return naive - offsetAt(guess, timeZone) * 60_000;
}

/** A date and a time as somebody types them, and which of two equal times is meant. */
export interface Clock {
  date: string;
  time: string;
  isAgain: boolean;
}

/** The instant that is meant; null while something is missing, or where the clocks leave it out. */
export function instantOfClock({ date, time, isAgain }: Clock, timeZone: string): number | null {
  if (!date || !time) return null;
  const [first = null, second] = wallInstants(date, time, timeZone);
  return (isAgain ? second : undefined) ?? first;
}

interface Wall {
  timeZone: string;
  date(at: number): string;
  wall(at: number): string;
}

/** What is typed for an instant; the other way round it is that instant again. */
export function clockOf(format: Wall, at: number): Clock {
  const [date, time] = [format.date(at), format.wall(at)];
  const second = wallInstants(date, time, format.timeZone)[1];
  return { date, time, isAgain: second !== undefined && second <= at };
}
