import { createServer, type IncomingHttpHeaders } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';

export interface Served {
  status?: number;
  body?: string;
  etag?: string;
}

/** Somebody else's calendar server, on this machine: what it serves can be changed between two looks. */
export interface CalendarServer {
  url: string;
  /** Of every request up to now. */
  asked: IncomingHttpHeaders[];
  serve(next: Served): void;
  /** The next answer waits until it is let go. */
  holdBack(): () => void;
  close(): Promise<void>;
}

export async function startCalendarServer(): Promise<CalendarServer> {
  let served: Served = {};
  let gate: Promise<void> | undefined;
  const asked: IncomingHttpHeaders[] = [];
  const server = createServer((request, response) => {
    asked.push(request.headers);
    const { status = 200, body = calendarOf(), etag } = served;
    const wait = gate ?? Promise.resolve();
    gate = undefined;
    void wait.then(() => {
      const isSame = etag !== undefined && request.headers['if-none-match'] === etag;
      response.writeHead(isSame ? 304 : status, {
        'content-type': 'text/calendar',
        ...(etag && { etag }),
      });
      response.end(isSame ? undefined : body);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/secret-path/basic.ics`,
    asked,
    serve: (next) => {
      served = next;
    },
    holdBack: () => {
      let letGo = (): void => undefined;
      gate = new Promise((resolve) => {
        letGo = resolve;
      });
      return letGo;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

const compact = (instant: string): string =>
  new Date(instant).toISOString().replace(/[-:]|\.\d+/g, '');

export interface Busy {
  from: string;
  to: string;
  uid?: string;
}

/** A calendar file with these events; what they are about is nobody's business here. */
export const calendarOf = (...events: Busy[]): string =>
  [
    ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Elsewhere//EN'],
    ...events.flatMap(({ from, to, uid = `${from}@elsewhere.example` }) => [
      ...['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20270101T000000Z'],
      ...[`DTSTART:${compact(from)}`, `DTEND:${compact(to)}`],
      ...['SUMMARY:Oncologist', 'LOCATION:Ward 7', 'END:VEVENT'],
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');
