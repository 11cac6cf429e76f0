import type { TimeRange } from '@limber/kernel';
import type { Clocks } from './calendar-clock.rules.ts';
import type { Part, Work } from './calendar-file.rules.ts';
import { instantOf, readPeriod } from './calendar-moment.rules.ts';

/** What a calendar that shows no events says of them: each kind but FREE takes time (RFC 5545, 3.2.9). */
export function* freeBusySpans(calendar: Part, clocks: Clocks, work: Work): Generator<TimeRange> {
  for (const part of calendar.parts) {
    if (part.name !== 'VFREEBUSY') continue;
    for (const line of part.lines.get('FREEBUSY') ?? []) {
      if (line.params.get('FBTYPE')?.toUpperCase() === 'FREE') continue;
      const periods = line.value.split(',');
      work.spend(periods.length);
      for (const period of periods) {
        const { start, lasting } = readPeriod(period, line, clocks);
        const at = instantOf(start);
        yield { start: at, end: lasting.endOf(start, at) };
      }
    }
  }
}
