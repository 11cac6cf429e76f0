import { Temporal } from 'temporal-polyfill';

interface Observance {
  /** Wall time at which it begins, on the clocks before it. */
  begins: string;
  from: string;
  to: string;
  isSummer: boolean;
}

/** Changes looked for on either side; a zone has two a year at most, but for a Ramadan. */
const MOST_CHANGES = 200;

/**
 * The rules of a zone as far as they matter between two instants, each change written out: what a calendar
 * needs to show the location's hour, whatever it knows of the zone itself.
 */
export function vtimezone(zone: string, span: { from: Date; to: Date }): string {
  const lines = [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observances(zone, span).flatMap(({ begins, from, to, isSummer }) => {
      const part = isSummer ? 'DAYLIGHT' : 'STANDARD';
      return [
        `BEGIN:${part}`,
        `DTSTART:${begins}`,
        `TZOFFSETFROM:${from}`,
        `TZOFFSETTO:${to}`,
        `END:${part}`,
      ];
    }),
    'END:VTIMEZONE',
  ];
  return lines.join('\r\n');
}

function observances(zone: string, { from, to }: { from: Date; to: Date }): Observance[] {
  const first = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  const inForce = first.getTimeZoneTransition('previous');
  const found = [inForce ? observanceOf(inForce) : always(first)];
  let next = first.getTimeZoneTransition('next');
  // One change more than the span has, so that its last offset has an end.
  while (next && found.length < MOST_CHANGES) {
    found.push(observanceOf(next));
    if (next.epochMilliseconds > to.getTime()) break;
    next = next.getTimeZoneTransition('next');
  }
  return found;
}

function observanceOf(change: Temporal.ZonedDateTime): Observance {
  const before = change.subtract({ milliseconds: 1 });
  const fromNs = before.offsetNanoseconds;
  // RFC 5545: the onset is written on the clocks that were in force until then.
  const onset = change.toInstant().toZonedDateTimeISO('UTC').add({ nanoseconds: fromNs });
  return {
    begins: stamp(onset),
    from: offset(fromNs),
    to: offset(change.offsetNanoseconds),
    isSummer: change.offsetNanoseconds > fromNs,
  };
}

const always = (at: Temporal.ZonedDateTime): Observance => ({
  begins: '19700101T000000',
  from: offset(at.offsetNanoseconds),
  to: offset(at.offsetNanoseconds),
  isSummer: false,
});

const two = (number: number): string => String(number).padStart(2, '0');

const stamp = (at: Temporal.ZonedDateTime): string =>
  `${at.year}${two(at.month)}${two(at.day)}T${two(at.hour)}${two(at.minute)}${two(at.second)}`;

function offset(nanoseconds: number): string {
  const seconds = Math.abs(nanoseconds) / 1e9;
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60)];
  const rest = Math.round(seconds % 60);
  return `${nanoseconds < 0 ? '-' : '+'}${two(hours)}${two(minutes)}${rest > 0 ? two(rest) : ''}`;
}
