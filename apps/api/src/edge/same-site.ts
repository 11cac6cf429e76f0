import type { IncomingHttpHeaders } from 'node:http';
import type { Config } from '@limber/config';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Where our pages are served from; a local start is opened under either name. */
export const ownOrigins = ({ PUBLIC_URL, PORT }: Config): ReadonlySet<string> =>
  new Set([new URL(PUBLIC_URL).origin, `http://localhost:${PORT}`, `http://127.0.0.1:${PORT}`]);

/**
 * Whether a request that changes something may rest on a cookie. Sec-Fetch-Site cannot be set by a page, so
 * it has the first word; Origin speaks for browsers without it. With neither no browser is at work, and
 * nobody's cookie is added behind their back.
 */
export function isFromOwnPage(
  method: string,
  headers: IncomingHttpHeaders,
  origins: ReadonlySet<string>,
): boolean {
  if (READING.has(method)) return true;
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  return headers.origin === undefined || origins.has(headers.origin);
}
