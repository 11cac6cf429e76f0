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

/**
 * "2026-11-23" and "18:30" on the clinic's wall as an instant. Temporal would do this in one call, and
 * weigh more than the rest of the first page. A wall time that a spring change skips lands after the gap.
 */
export function instantOfWall(date: string, time: string, timeZone: string): number {
  const naive = Date.parse(`${date}T${time}:00Z`);
  const guess = naive - offsetAt(naive, timeZone) * 60_000;
  return naive - offsetAt(guess, timeZone) * 60_000;
}
