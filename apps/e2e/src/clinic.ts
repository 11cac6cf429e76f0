import type { Page } from 'playwright-core';
import type { MailedFile } from './calendar-file.ts';

export interface CaughtMail {
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  attachments: MailedFile[];
}

/** The demo clinic as a test sees it: its own origin, whatever the mails' links say. */
export class Clinic {
  constructor(readonly url: string) {}

  /** Each suite has a product of its own: clocks are moved and days are filled. */
  static ofSuite(suite: 'client' | 'desk' | 'operations'): Clinic {
    const urls = JSON.parse(process.env['LIMBER_URLS'] ?? '{}') as Record<string, string>;
    return new Clinic(urls[suite] ?? 'http://localhost:3000');
  }

  at(path: string): string {
    return new URL(path, this.url).href;
  }

  /** The same page of this product, for an address that stands in a mail. */
  here(address: string): string {
    const { pathname, search, hash } = new URL(address);
    return this.at(pathname + search + hash);
  }

  async call<Answer>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<{ status: number; body: Answer }> {
    const answer = await fetch(this.at(path), {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    return { status: answer.status, body: (text ? JSON.parse(text) : null) as Answer };
  }

  async advance(duration: string): Promise<void> {
    await this.call('POST', '/api/v1/demo/clock', { advance: duration });
  }

  /** Some mails wait for the morning: the clock goes on to nine, unless it is day at the clinic. */
  async byDay(): Promise<void> {
    const { body } = await this.call<{ now: string }>('GET', '/api/v1/demo/clock');
    const clock = new Intl.DateTimeFormat('en-GB', {
      ...{ timeZone: 'Europe/London', hour: '2-digit', hourCycle: 'h23' },
    });
    const hour = Number(clock.format(new Date(body.now)));
    if (hour < 9 || hour >= 20) await this.advance(`PT${(33 - hour) % 24}H`);
  }

  async mailsTo(address: string): Promise<CaughtMail[]> {
    const { body } = await this.call<{ mails: CaughtMail[] }>(
      'GET',
      `/api/v1/demo/mailbox?to=${encodeURIComponent(address)}`,
    );
    return body.mails;
  }

  /** The first mail to the address whose subject says so; with none in time it says what came instead. */
  async mailSaying(address: string, subject: RegExp, patienceMs = 15_000): Promise<CaughtMail> {
    const end = performance.now() + patienceMs;
    for (;;) {
      const mails = await this.mailsTo(address);
      const found = mails.find((mail) => subject.test(mail.subject));
      if (found) return found;
      const came = mails.map((mail) => mail.subject).join(', ');
      if (performance.now() > end)
        throw new Error(`no mail says ${String(subject)}, only: ${came}`);
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }

  /** The first link of that kind in a mail to the address whose subject fits, or null when none came in time. */
  async linkTo(
    address: string,
    pattern: RegExp,
    patienceMs = 15_000,
    subject = /./,
  ): Promise<string | null> {
    const end = performance.now() + patienceMs;
    while (performance.now() < end) {
      for (const { html, subject: said } of await this.mailsTo(address)) {
        if (!subject.test(said)) continue;
        const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link ?? '');
        const found = links
          .map((link) => link.replaceAll('&amp;', '&'))
          .find((l) => pattern.test(l));
        if (found) return this.here(found);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    return null;
  }
}

let people = 0;
/** An address of its own for every journey, also when the same product is walked twice. */
export const somebody = (): { name: string; email: string; phone: string } => {
  people += 1;
  return {
    name: 'Wilhelmina-Josephine Featherstonehaugh-Castellanos',
    email: `client-${Date.now().toString(36)}-${people}@example.com`,
    phone: '07700 900123',
  };
};

export type Person = ReturnType<typeof somebody>;

export const id = (page: Page, testId: string) => page.getByTestId(testId);
