import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, LookupFunction } from 'node:net';
import { gzipSync } from 'node:zlib';
import { type CalendarAddress, CalendarSource, type SourceSettings } from './calendar-source.ts';
import { CalendarUnread } from './calendar-unread.ts';
import { RequestFilteringHttpAgent } from 'request-filtering-agent';
import { apple, google } from './calendar-files.testing.ts';
import { selfSigned } from './self-signed.testing.ts';

type Handler = (request: IncomingMessage, response: ServerResponse, body: string) => void;

const servers: Server[] = [];

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

/** A server of the clinic's own, and all it was asked for. */
async function serving(
  handler: Handler,
): Promise<{ url: string; port: number; asked: IncomingMessage[] }> {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => handler(request, response, Buffer.concat(chunks).toString()));
  });
  const port = await listening(server);
  return { url: `http://127.0.0.1:${port}/secret.ics`, port, asked };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

const window = { from: Date.parse('2026-03-01T00:00Z'), until: Date.parse('2026-09-01T00:00Z') };
const login = { username: 'anna', password: 'pässword' };

const read = (
  url: string,
  {
    etag = null,
    ...given
  }: Partial<SourceSettings & Pick<CalendarAddress, 'login'>> & { etag?: string | null } = {},
) =>
  new CalendarSource({ trustedHosts: ['127.0.0.1'], patienceMs: 5_000, ...given }).read(
    { url, login: given.login ?? null },
    { etag, ...window },
  );

const codeOf = async (reading: Promise<unknown>): Promise<unknown> => {
  try {
    return await reading;
  } catch (error) {
    return error instanceof CalendarUnread ? error.code : error;
  }
};

const answering =
  (status: number, text = '', headers: Record<string, string> = {}): Handler =>
  (_, response) =>
    response.writeHead(status, headers).end(text);

describe('a file', () => {
  it('is fetched with the mark of its state', async () => {
    const { url, asked } = await serving(answering(200, apple, { etag: '"7"' }));
    expect(await read(url)).toEqual({ files: [apple], etag: '"7"' });
    expect(asked[0]?.headers).toMatchObject({
      accept: 'text/calendar',
      'accept-encoding': 'identity',
    });
    expect(asked[0]?.headers).not.toHaveProperty('if-none-match');
    expect(asked[0]?.headers).not.toHaveProperty('authorization');
  });

  it('need not be fetched again', async () => {
    const { url } = await serving((request, response) =>
      request.headers['if-none-match'] === '"7"'
        ? response.writeHead(304).end()
        : response.writeHead(200).end(apple),
    );
    expect(await read(url, { etag: '"7"' })).toBe('unchanged');
    expect(await read(url, { etag: '"6"' })).toEqual({ files: [apple], etag: null });
  });

  it('is unpacked, though nobody asked for it to be packed', async () => {
    const { url } = await serving((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(google)),
    );
    expect(await read(url)).toEqual({ files: [google], etag: null });
  });

  it.each<[string, Handler]>([
    ['a page to sign in on', answering(200, '<!doctype html><title>Sign in</title>')],
    ['nothing', answering(204)],
    ['something packed otherwise', answering(200, apple, { 'content-encoding': 'br' })],
    ['something packed badly', answering(200, apple, { 'content-encoding': 'gzip' })],
  ])('is not %s', async (_, handler) => {
    const { url } = await serving(handler);
    expect(await codeOf(read(url))).toBe('CALENDAR_UNREADABLE');
  });

  it.each([
    [401, 'CALENDAR_REFUSED'],
    [403, 'CALENDAR_REFUSED'],
    [404, 'CALENDAR_REFUSED'],
    [410, 'CALENDAR_REFUSED'],
    [304, 'CALENDAR_UNREACHABLE'],
    [400, 'CALENDAR_UNREACHABLE'],
    [429, 'CALENDAR_UNREACHABLE'],
    [500, 'CALENDAR_UNREACHABLE'],
    [503, 'CALENDAR_UNREACHABLE'],
  ])('behind a %i is %s', async (status, code) => {
    const { url } = await serving(answering(status, apple));
    expect(await codeOf(read(url))).toBe(code);
  });

  it('of just as much as may be is read; of a byte more it is not, packed or not', async () => {
    const { url } = await serving(answering(200, apple));
    const packed = await serving((_, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(apple)),
    );
    const maxBytes = Buffer.byteLength(apple);
    expect(await codeOf(read(url, { maxBytes }))).toMatchObject({ files: [apple] });
    expect(await codeOf(read(url, { maxBytes: maxBytes - 1 }))).toBe('CALENDAR_TOO_MUCH');
    expect(await codeOf(read(packed.url, { maxBytes }))).toMatchObject({ files: [apple] });
    expect(await codeOf(read(packed.url, { maxBytes: maxBytes - 1 }))).toBe('CALENDAR_TOO_MUCH');
  });

  it('that never ends is hung up on', async () => {
    let hungUp = (): void => undefined;
    const closed = new Promise<void>((resolve) => (hungUp = resolve));
    const { url } = await serving((_, response) => {
      response.on('close', hungUp);
      response.writeHead(200);
      const more = (): void =>
        void (response.destroyed || response.write('x'.repeat(65_536), more));
      more();
    });
    expect(await codeOf(read(url, { maxBytes: 1_000_000 }))).toBe('CALENDAR_TOO_MUCH');
    await closed;
  });
});

describe('somebody who does not answer', () => {
  it.each<[string, Handler]>([
    ['says nothing', () => undefined],
    [
      'says a word and no more',
      (_, response) => void response.writeHead(200).write('BEGIN:VCALENDAR\r\n'),
    ],
    [
      'says a word now and then',
      (_, response) => {
        response.writeHead(200);
        const drip = setInterval(() => response.write('X:1\r\n'), 20);
        response.on('close', () => clearInterval(drip));
      },
    ],
    [
      'sends on, each time a little late',
      (_, response) =>
        void setTimeout(() => response.writeHead(302, { location: '/on' }).end(), 150),
    ],
  ])('%s: within the time for everything', async (_, handler) => {
    const { url } = await serving(handler);
    const began = performance.now();
    expect(await codeOf(read(url, { patienceMs: 300 }))).toBe('CALENDAR_UNREACHABLE');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it.each<[string, Handler]>([
    ['hangs up', (request) => void request.socket.destroy()],
    [
      'hangs up halfway',
      (_, response) => {
        response.writeHead(200, { 'content-length': String(apple.length * 2) });
        response.write(apple, () => response.destroy());
      },
    ],
    ['talks nonsense', (request) => void request.socket.end('nonsense\r\n\r\n')],
  ])('%s', async (_, handler) => {
    const { url } = await serving(handler);
    expect(await codeOf(read(url))).toBe('CALENDAR_UNREACHABLE');
  });

  it('is not there, by its port or by its name', async () => {
    const { url } = await serving(answering(200, apple));
    for (const server of servers.splice(0)) await new Promise((resolve) => server.close(resolve));
    expect(await codeOf(read(url))).toBe('CALENDAR_UNREACHABLE');
    expect(await codeOf(read('https://nobody.invalid/a.ics'))).toBe('CALENDAR_UNREACHABLE');
  });

  it('is whom nobody vouches for', async () => {
    const port = await listening(
      createSecureServer(selfSigned, (_, response) => response.end(apple)),
    );
    expect(await codeOf(read(`https://127.0.0.1:${port}/a.ics`))).toBe('CALENDAR_UNREACHABLE');
  });
});

describe('what is inside a network', () => {
  it('is not read, though a name leads there', async () => {
    let connections = 0;
    const server = createSecureServer(selfSigned, (_, response) => response.end(apple));
    server.on('connection', () => (connections += 1));
    const port = await listening(server);
    expect(await codeOf(read(`https://localhost:${port}/a.ics`))).toBe('CALENDAR_ADDRESS');
    expect(connections).toBe(0);
  });

  it.each(['https://10.0.0.1/', 'https://[::1]/', 'http://example.com/', 'file:///etc/passwd'])(
    'is not asked at %s',
    async (url) => {
      expect(await codeOf(read(url))).toBe('CALENDAR_ADDRESS');
    },
  );

  // What the library refuses, by the way a name of the internet could lead there.
  it.each([
    ...['127.0.0.1', '10.0.0.1', '172.16.0.1', '192.168.0.1', '169.254.169.254', '100.64.0.1'],
    ...['0.0.0.0', '224.0.0.1', '255.255.255.255', '198.18.0.1', '240.0.0.1', '::', '::1'],
    ...['fe80::1', 'fd00::1', 'fec0::1', '::ffff:10.0.0.1', '::ffff:7f00:1', '64:ff9b::a00:1'],
    ...['2002:a00:1::', '2001::1', 'ff02::1'],
  ])('is refused when a name turns out to be %s', async (address) => {
    const family = address.includes(':') ? 6 : 4;
    const refused = new Promise((resolve) => {
      const lookup: LookupFunction = (_, options, answer) =>
        options.all === true
          ? answer(null, [
              { address: '93.184.216.34', family: 4 },
              { address, family },
            ])
          : answer(null, address, family);
      new RequestFilteringHttpAgent()
        .createConnection({ host: 'calendar.example', port: 9, lookup })
        .on('error', (error) => resolve(error.message));
    });
    expect(await refused).toMatch(/^DNS lookup .* is not allowed/);
  });
});

describe('an address that sends on', () => {
  const sendingOn =
    (times: number): Handler =>
    (request, response) => {
      const step = Number(request.url?.split('/').at(-1)) || 0;
      if (step === times) response.end(apple);
      else response.writeHead(302, { location: `/${step + 1}` }).end();
    };

  it('is followed three times and no more', async () => {
    const { url } = await serving(sendingOn(3));
    const round = await serving(sendingOn(4));
    expect(await read(url)).toMatchObject({ files: [apple] });
    expect(await codeOf(read(round.url))).toBe('CALENDAR_UNREACHABLE');
    expect(round.asked).toHaveLength(4);
  });

  it.each([301, 302, 303, 307, 308])('with a %i keeps what was asked', async (status) => {
    const { url, asked } = await serving((request, response, body) =>
      request.url === '/on'
        ? response.writeHead(207).end(body.includes('calendar-query') ? multistatus(apple) : '')
        : response.writeHead(status, { location: '/on' }).end(),
    );
    expect(await read(url, { login })).toEqual({ files: [apple], etag: null });
    expect(asked.map(({ method }) => method)).toEqual(['REPORT', 'REPORT']);
    expect(asked[1]?.headers.authorization).toBe(asked[0]?.headers.authorization);
  });

  it('without saying where does not answer', async () => {
    const { url } = await serving(answering(302));
    expect(await codeOf(read(url))).toBe('CALENDAR_UNREACHABLE');
  });

  it('into a network is not followed', async () => {
    const hidden = await serving(answering(200, apple));
    for (const location of [
      `http://localhost:${hidden.port}/`,
      `https://localhost:${hidden.port}/`,
      'https://169.254.169.254/',
    ]) {
      const { url } = await serving(answering(302, '', { location }));
      expect(await codeOf(read(url))).toBe('CALENDAR_ADDRESS');
    }
    expect(hidden.asked).toEqual([]);
  });

  it('to somebody else takes no login along, nor gets it back', async () => {
    let back = '';
    const other = await serving((_, response) => response.writeHead(302, { location: back }).end());
    const { url, port, asked } = await serving((request, response) =>
      request.url === '/back'
        ? response.writeHead(207).end(multistatus(apple))
        : response.writeHead(302, { location: other.url }).end(),
    );
    back = `http://127.0.0.1:${port}/back`;
    await read(url, { login });
    expect(asked.map(({ headers }) => headers.authorization !== undefined)).toEqual([true, false]);
    expect(other.asked.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  });
});

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\r', '&#13;');

/** As sabre/dav, of Nextcloud, writes it. */
function multistatus(...files: string[]): string {
  const responses = files.map(
    (file, index) =>
      `<d:response><d:href>/calendars/anna/${index}.ics</d:href><d:propstat><d:prop><cal:calendar-data>${escaped(file)}</cal:calendar-data></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>`,
  );
  return `<?xml version="1.0"?>\n<d:multistatus xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:cal="urn:ietf:params:xml:ns:caldav">${responses.join('')}</d:multistatus>\n`;
}

describe('a calendar behind a login', () => {
  it('is asked for the time in question, and answers with its files', async () => {
    const bodies: string[] = [];
    const { url, asked } = await serving((_, response, body) => {
      bodies.push(body);
      response.writeHead(207, { 'content-type': 'application/xml', etag: '"of nothing"' });
      response.end(multistatus(apple, google));
    });
    expect(await read(url, { login })).toEqual({ files: [apple, google], etag: null });
    expect(asked.map(({ method }) => method)).toEqual(['REPORT']);
    expect(asked[0]?.headers).toMatchObject({
      depth: '1',
      authorization: `Basic ${Buffer.from('anna:pässword').toString('base64')}`,
      'content-type': 'application/xml; charset=utf-8',
    });
    expect(bodies[0]).toContain('<C:time-range start="20260301T000000Z" end="20260901T000000Z"/>');
  });

  it.each<[string, string]>([
    [
      'no prefix',
      `<multistatus xmlns="DAV:"><response><href>/1.ics</href><propstat><prop><calendar-data xmlns="urn:ietf:params:xml:ns:caldav">${escaped(apple)}</calendar-data></prop><status>HTTP/1.1 200 OK</status></propstat></response></multistatus>`,
    ],
    [
      'another prefix, and whole text',
      `<A:multistatus xmlns:A="DAV:" xmlns:B="urn:ietf:params:xml:ns:caldav"><A:response><A:href>/1.ics</A:href><A:propstat><A:prop><B:calendar-data><![CDATA[${apple.replaceAll('\r', '')}]]></B:calendar-data></A:prop><A:status>HTTP/1.1 200 OK</A:status></A:propstat></A:response></A:multistatus>`,
    ],
    ['hexadecimal returns', multistatus(apple).replaceAll('&#13;', '&#xD;')],
    [
      'what it does not know besides',
      multistatus(apple)
        .replace(
          '<d:status>',
          '<d:status>HTTP/1.1 200 OK</d:status></d:propstat><d:propstat><d:prop><d:x/></d:prop><d:status>HTTP/1.1 404 Not Found',
        )
        .replace('404 Not FoundHTTP/1.1 200 OK', '404 Not Found'),
    ],
    [
      'itself besides',
      multistatus(apple).replace(
        '<d:response>',
        '<d:response><d:href>/calendars/anna/</d:href><d:propstat><d:prop/><d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response><d:response>',
      ),
    ],
    [
      'one just deleted besides',
      multistatus(apple).replace(
        '<d:response>',
        '<d:response><d:href>/2.ics</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response><d:response>',
      ),
    ],
  ])('may answer with %s', async (_, text) => {
    const { url } = await serving(answering(207, text));
    const expected = text.includes('CDATA') ? apple.replaceAll('\r', '') : apple;
    expect(await read(url, { login })).toEqual({ files: [expected], etag: null });
  });

  it.each<[string, string, string]>([
    [
      'one that may not be seen',
      multistatus(apple, google).replace('200 OK', '403 Forbidden'),
      'CALENDAR_UNREADABLE',
    ],
    [
      'one without its text',
      multistatus(apple).replace(/<cal:calendar-data>.*<\/cal:calendar-data>/s, ''),
      'CALENDAR_UNREADABLE',
    ],
    [
      'only the first of many',
      multistatus(apple).replace(
        '</d:multistatus>',
        '<d:response><d:href>/calendars/anna/</d:href><d:status>HTTP/1.1 507 Insufficient Storage</d:status></d:response></d:multistatus>',
      ),
      'CALENDAR_TOO_MUCH',
    ],
    [
      'what was cut off',
      multistatus(apple, google).replace(/(<d:response>.*)<d:response>.*/s, '$1'),
      'CALENDAR_UNREADABLE',
    ],
  ])('with %s is not read', async (_, text, code) => {
    const { url } = await serving((request, response) =>
      response.writeHead(207).end(request.method === 'REPORT' ? text : ''),
    );
    expect(await codeOf(read(url, { login }))).toBe(code);
  });

  it('is believed to hold nothing only where it is a calendar', async () => {
    const kind = (type: string): string =>
      `<d:multistatus xmlns:d="DAV:"><d:response><d:href>/calendars/anna/</d:href><d:propstat><d:prop><d:resourcetype><d:collection/>${type}</d:resourcetype></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response></d:multistatus>`;
    const holding =
      (empty: string, type: string): Handler =>
      (request, response) =>
        response.writeHead(207).end(request.method === 'PROPFIND' ? kind(type) : empty);
    const calendar = '<c:calendar xmlns:c="urn:ietf:params:xml:ns:caldav"/>';
    for (const empty of [multistatus(), '<d:multistatus xmlns:d="DAV:"/>']) {
      const { url, asked } = await serving(holding(empty, calendar));
      expect(await read(url, { login })).toEqual({ files: [], etag: null });
      expect(asked[1]?.headers.depth).toBe('0');
    }
    const home = await serving(holding(multistatus(), ''));
    expect(await codeOf(read(home.url, { login }))).toBe('CALENDAR_UNREADABLE');
  });

  it('does not grow by what its answer declares', async () => {
    const bomb = `<!DOCTYPE a [<!ENTITY a "${'A'.repeat(1_000)}"><!ENTITY b "${'&a;'.repeat(1_000)}">]>`;
    const text = multistatus(apple)
      .replace('?>\n', `?>\n${bomb}`)
      .replace('Dentist', '&b;&#x110000;&quot;');
    const { url } = await serving(answering(207, text));
    expect(await read(url, { login })).toEqual({
      files: [apple.replace('Dentist', '&b;&#x110000;"')],
      etag: null,
    });
  });

  it.each([200, 400, 403, 404, 405, 501])(
    'that answers with a %i may be a file',
    async (status) => {
      const { url, asked } = await serving((request, response) =>
        request.method === 'GET'
          ? response.writeHead(200, { etag: '"8"' }).end(apple)
          : response.writeHead(status).end('no'),
      );
      expect(await read(url, { login })).toEqual({ files: [apple], etag: '"8"' });
      expect(asked.map(({ method }) => method)).toEqual(['REPORT', 'GET']);
      expect(asked[1]?.headers.authorization).toBe(asked[0]?.headers.authorization);
    },
  );

  it('that is a file need not be fetched again, either', async () => {
    const { url } = await serving((request, response) =>
      response.writeHead(request.headers['if-none-match'] === '"8"' ? 304 : 405).end(),
    );
    expect(await read(url, { login, etag: '"8"' })).toBe('unchanged');
  });

  it.each([
    [401, 'CALENDAR_REFUSED', 1],
    [410, 'CALENDAR_REFUSED', 1],
    [429, 'CALENDAR_UNREACHABLE', 1],
    [503, 'CALENDAR_UNREACHABLE', 1],
    [403, 'CALENDAR_REFUSED', 2],
    [404, 'CALENDAR_REFUSED', 2],
  ])('behind a %i is %s after %i questions', async (status, code, questions) => {
    const { url, asked } = await serving(answering(status));
    expect(await codeOf(read(url, { login }))).toBe(code);
    expect(asked).toHaveLength(questions);
  });
});

describe('what went wrong', () => {
  it.each<[string, (url: string) => string, Handler]>([
    ['an answer', (url) => url, answering(500, 'secret')],
    ['a page', (url) => url, answering(200, 'secret')],
    ['an address', () => 'https://anna:secret@example.com/', answering(200)],
    ['a name', () => 'https://localhost/secret.ics', answering(200)],
    ['a connection', (url) => url, (request) => void request.socket.destroy()],
  ])('tells nothing of %s', async (_, address, handler) => {
    const { url } = await serving(handler);
    const error: unknown = await read(address(url), { login }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(CalendarUnread);
    expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(
      /secret\.ics|pässword|localhost|anna|127/,
    );
    expect(Object.keys(error as object)).toEqual(['code', 'name']);
  });
});
