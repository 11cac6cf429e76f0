import { isIP } from 'node:net';
import { CalendarUnread } from './calendar-unread.ts';

/**
 * The address as it is kept, and the host that may be shown. A calendar of the clinic's own network is read where
 * its host is trusted by name; any other stands on the internet, has a name there, and is asked for over TLS.
 */
export function soundAddress(
  text: string,
  trustedHosts: readonly string[],
): { url: string; host: string } {
  const url = urlOf(text.trim().replace(/^webcals?:\/\//i, 'https://'));
  const isTrusted = isTrustedHost(url, trustedHosts);
  const isNamed = isIP(nameOf(url)) === 0;
  const isSound =
    (url.protocol === 'https:' && (isNamed || isTrusted)) ||
    (url.protocol === 'http:' && isTrusted);
  // A name and a password in the address would be shown and kept like the rest of it.
  if (!isSound || url.username !== '' || url.password !== '') {
    throw new CalendarUnread('CALENDAR_ADDRESS');
  }
  url.hash = '';
  return { url: url.href, host: url.host };
}

/** Where an address sends on to: as sound as any other, and never from TLS to none. */
export function redirectOf(
  from: string,
  location: string,
  trustedHosts: readonly string[],
): { url: string; isSameOrigin: boolean } {
  if (!URL.canParse(location, from)) throw new CalendarUnread('CALENDAR_UNREACHABLE');
  const { url } = soundAddress(new URL(location, from).href, trustedHosts);
  const [before, after] = [new URL(from), new URL(url)];
  if (before.protocol === 'https:' && after.protocol !== 'https:') {
    throw new CalendarUnread('CALENDAR_ADDRESS');
  }
  return { url, isSameOrigin: before.origin === after.origin };
}

export const isTrustedHost = (url: URL, trustedHosts: readonly string[]): boolean =>
  trustedHosts.some((host) => host.toLowerCase() === nameOf(url));

/** Without the brackets of an IPv6 address. However a number is written, here it stands as all read it. */
const nameOf = ({ hostname }: URL): string => hostname.replace(/^\[(.*)\]$/, '$1');

function urlOf(text: string): URL {
  try {
    return new URL(text);
  } catch {
    throw new CalendarUnread('CALENDAR_ADDRESS');
  }
}
