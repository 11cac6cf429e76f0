import type { CalendarTrouble } from '@limber/contracts';
import type { TimeRange } from '@limber/kernel';
import { busyTimes } from './busy-times.rules.ts';
import { soundAddress } from './calendar-address.rules.ts';
import { type CalendarAddress, CalendarSource } from './calendar-source.ts';
import { CalendarUnread } from './calendar-unread.ts';
import { windowAt } from './look.rules.ts';

export interface CalendarsSettings {
  /** Hosts that may be read inside a private network and without TLS. */
  trustedHosts: readonly string[];
  /** What our own entries' ids end with: they come back where somebody subscribed to our feed. */
  mailDomain: string;
}

/** What a look found: the busy times, that they are as they were, or why nothing could be read. */
export type Look =
  | { spans: TimeRange[]; etag: string | null; until: number }
  | 'unchanged'
  | { trouble: CalendarTrouble };

interface Asked {
  address: CalendarAddress;
  etag: string | null;
  now: number;
  /** Of what has none. */
  timeZone: string;
}

/** Asks somebody else's server, so never within a unit of work. */
export class CalendarReader {
  private readonly source: CalendarSource;

  constructor(private readonly settings: CalendarsSettings) {
    this.source = new CalendarSource(settings);
  }

  /** Throws CalendarUnread. */
  soundAddress(text: string): { url: string; host: string } {
    return soundAddress(text, this.settings.trustedHosts);
  }

  async look({ address, etag, now, timeZone }: Asked): Promise<Look> {
    const { start: from, end: until } = windowAt(now);
    try {
      const fetched = await this.source.read(address, { etag, from, until });
      if (fetched === 'unchanged') return fetched;
      const isOurs = (uid: string): boolean => uid.endsWith(`@${this.settings.mailDomain}`);
      const spans = busyTimes(fetched.files, { from, until, timeZone, isOurs });
      return { spans, until, etag: fetched.etag };
    } catch (error) {
      if (error instanceof CalendarUnread) return { trouble: error.code };
      throw error;
    }
  }
}
