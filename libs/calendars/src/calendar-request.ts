import { Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps, type RequestOptions } from 'node:https';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { RequestFilteringHttpsAgent } from 'request-filtering-agent';
import { isTrustedHost, redirectOf } from './calendar-address.rules.ts';
import { CalendarUnread } from './calendar-unread.ts';

export interface Login {
  username: string;
  password: string;
}

export interface Question {
  method: 'GET' | 'PROPFIND' | 'REPORT';
  url: string;
  login: Login | null;
  headers: Record<string, string>;
  body?: string;
}

export interface Answer {
  status: number;
  etag: string | null;
  text: string;
}

export interface Limits {
  trustedHosts: readonly string[];
  maxBytes: number;
  /** Of everything together. */
  signal: AbortSignal;
}

const MOST_REDIRECTS = 3;

// Refuses whatever is not of the internet when it connects, after the name was looked up: no name leads inside.
const outside = new RequestFilteringHttpsAgent();
const inside = { http: new HttpAgent(), https: new HttpsAgent() };

/** Asks, and follows where it is sent; each new address has to be as sound as the first. */
export async function ask(question: Question, limits: Limits): Promise<Answer> {
  let asked = question;
  for (let redirects = 0; ; redirects += 1) {
    const response = await send(asked, limits);
    const { location } = response.headers;
    const status = response.statusCode ?? 0;
    if (![301, 302, 303, 307, 308].includes(status) || location === undefined) {
      const { etag = null } = response.headers;
      return { status, etag, text: await textOf(response, limits.maxBytes) };
    }
    response.destroy();
    if (redirects === MOST_REDIRECTS) throw new CalendarUnread('CALENDAR_UNREACHABLE');
    const { url, isSameOrigin } = redirectOf(asked.url, location, limits.trustedHosts);
    // The login was given for where it was given, and is nobody else's business.
    asked = { ...asked, url, login: isSameOrigin ? asked.login : null };
  }
}

function send(question: Question, { trustedHosts, signal }: Limits): Promise<IncomingMessage> {
  const url = new URL(question.url);
  const isTrusted = isTrustedHost(url, trustedHosts);
  const isSecure = url.protocol === 'https:';
  const { login, body, method } = question;
  const options: RequestOptions = {
    method,
    signal,
    agent: isTrusted ? (isSecure ? inside.https : inside.http) : outside,
    headers: {
      'user-agent': 'Limber',
      'accept-encoding': 'identity',
      ...question.headers,
      ...(login && { authorization: basic(login) }),
      ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
    },
  };
  return new Promise<IncomingMessage>((resolve, reject) => {
    const request = (isSecure ? requestHttps : requestHttp)(url, options, resolve);
    request.on('error', reject);
    request.end(body);
  }).catch((error: unknown) => {
    throw unread(error);
  });
}

const basic = ({ username, password }: Login): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;

async function textOf(response: IncomingMessage, maxBytes: number): Promise<string> {
  const bytes = await bytesOf(response, maxBytes);
  const encoding = response.headers['content-encoding']?.trim().toLowerCase() ?? 'identity';
  if (encoding === 'identity' || encoding === '') return bytes.toString('utf8');
  // Not asked for, but some send it all the same.
  if (encoding !== 'gzip' && encoding !== 'x-gzip') throw new CalendarUnread('CALENDAR_UNREADABLE');
  try {
    return (await promisify(gunzip)(bytes, { maxOutputLength: maxBytes })).toString('utf8');
  } catch (error) {
    const isLarge = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
    throw new CalendarUnread(isLarge ? 'CALENDAR_TOO_MUCH' : 'CALENDAR_UNREADABLE');
  }
}

async function bytesOf(response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response as AsyncIterable<Buffer>) {
      length += chunk.length;
      // Leaving the loop hangs up.
      if (length > maxBytes) throw new CalendarUnread('CALENDAR_TOO_MUCH');
      chunks.push(chunk);
    }
  } catch (error) {
    throw unread(error);
  }
  return Buffer.concat(chunks);
}

/** The library's refusal has a sentence only. What else goes wrong on the way is the same to us. */
function unread(error: unknown): CalendarUnread {
  if (error instanceof CalendarUnread) return error;
  const isRefused = error instanceof Error && /^DNS lookup .* is not allowed/.test(error.message);
  return new CalendarUnread(isRefused ? 'CALENDAR_ADDRESS' : 'CALENDAR_UNREACHABLE');
}
