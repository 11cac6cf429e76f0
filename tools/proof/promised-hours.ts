/** When a visit's mails are promised, from the words of the promise alone and on the calendar's own arithmetic. */
import { Temporal } from 'temporal-polyfill';

const HOUR = 3_600_000;
const HALF_HOUR = HOUR / 2;

export interface PromisedVisit {
  startsAt: number;
  endsAt: number;
  /** Of the location. */
  zone: string;
  /** Of the client, who reads. */
  readerZone: string;
}

const on = (ms: number, zone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone);

const at = (day: Temporal.PlainDate, plainTime: string, zone: string): number =>
  day.toZonedDateTime({ timeZone: zone, plainTime }).epochMilliseconds;

/** The day whose eight o'clock ends the quiet hours that an instant lies in; null by day. */
function morningAfter(ms: number, zone: string): Temporal.PlainDate | null {
  const wall = on(ms, zone);
  if (wall.hour >= 8 && wall.hour < 21) return null;
  return wall.hour < 8 ? wall.toPlainDate() : wall.toPlainDate().add({ days: 1 });
}

/** Nobody is woken: at eight, or at eight the evening before where the morning would be too late. */
function reminded(due: number, latest: number, zone: string): number {
  const morning = morningAfter(due, zone);
  if (!morning) return due;
  const eight = at(morning, '08:00', zone);
  return eight <= latest ? eight : at(morning.subtract({ days: 1 }), '20:00', zone);
}

/** Nobody is woken, and nothing comes earlier than promised. */
function followed(due: number, zone: string): number {
  const morning = morningAfter(due, zone);
  return morning ? at(morning, '08:00', zone) : due;
}

/** Kind by kind, when it goes out; for a visit booked long before, without a training. */
export function promisedHours(visit: PromisedVisit): Record<string, number> {
  const { startsAt, endsAt, zone, readerZone } = visit;
  const dayBefore = on(startsAt, zone).toPlainDateTime().subtract({ days: 1 });
  const weekAfter = on(endsAt, readerZone).toPlainDateTime().add({ days: 7 });
  return {
    reminder_24h: reminded(
      dayBefore.toZonedDateTime(zone).epochMilliseconds,
      startsAt - 3 * HOUR,
      readerZone,
    ),
    reminder_2h: reminded(startsAt - 2 * HOUR, startsAt - HALF_HOUR, readerZone),
    aftercare: followed(endsAt + HOUR, readerZone),
    checkin_24: followed(endsAt + 24 * HOUR, readerZone),
    nudge_7d: followed(weekAfter.toZonedDateTime(readerZone).epochMilliseconds, readerZone),
  };
}

/** Every whole hour that a day has in a zone: 23 to 25 of them. */
export function hoursOf(date: string, zone: string): number[] {
  const day = Temporal.PlainDate.from(date);
  const [start, end] = [at(day, '00:00', zone), at(day.add({ days: 1 }), '00:00', zone)];
  return Array.from({ length: Math.floor((end - start) / HOUR) }, (_, hour) => start + hour * HOUR);
}
