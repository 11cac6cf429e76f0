import { claims, claimsForbid, neverWritten } from '@limber/evidence';
import { clinic, oddViews, plainViews, sampleViews } from './mail-view.testing.ts';
import { kindRules, messageKinds } from './message-kind.data.ts';
import { renderMail } from './render-mail.tsx';

const rendered = sampleViews.map((view) => ({ view, mail: renderMail(view) }));
const plain = (html: string) =>
  html
    .replaceAll(/<style>.*?<\/style>/gs, '')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');

const HEALTH =
  /\b(sore\w*|doms|pain\w*|stiff\w*|ach\w+|injur\w*|symptom\w*|swell\w*|urine|chest|bleed\w*|bruis\w*|tender\w*|sleep|muscle\w*|train\w*|recover\w*|red flag|clinician|doctor|treatment)\b/i;

describe('every mail', () => {
  it('has a sample of each kind', () => {
    expect(Object.keys(plainViews).sort()).toEqual([...messageKinds].sort());
  });

  it.each(rendered)('of kind $view.kind says nothing that a claim forbids', ({ mail }) => {
    const forbidden = [...claimsForbid, ...neverWritten];
    const said = `${mail.subject}\n${mail.text}\n${plain(mail.html)}`.toLowerCase();
    expect(forbidden.filter((phrase) => said.includes(phrase.toLowerCase()))).toEqual([]);
    expect(forbidden.length).toBeGreaterThan(30);
  });

  it.each(rendered)(
    'of kind $view.kind keeps health out of what a locked screen shows',
    ({ mail }) => {
      const preheader = /data-skip-in-text="true"[^>]*>([^<\u00A0]*)/.exec(mail.html)?.[1];
      expect(preheader).toBeTruthy();
      expect(mail.subject).not.toMatch(HEALTH);
      expect(preheader).not.toMatch(HEALTH);
    },
  );

  it.each(rendered)(
    'of kind $view.kind names the clinic, its address and its zone',
    ({ view, mail }) => {
      for (const said of [mail.text, plain(mail.html)]) {
        expect(said).toContain(view.clinic.address);
        expect(said).toContain(view.clinic.legalName);
        expect(said).toContain(view.timeZone);
      }
    },
  );

  it.each(rendered)('of kind $view.kind has the same links in text and page', ({ view, mail }) => {
    const inPage = [...mail.html.matchAll(/href="(https:[^"]+)"/g)].map((found) => found[1]);
    const missing = inPage.filter((url) => !mail.text.includes(url?.replace(/#.*$/, '') ?? ''));
    expect(missing).toEqual([]);
    expect(inPage.length > 0 || ('bookUrl' in view && view.bookUrl === null)).toBe(true);
  });

  it.each(rendered)(
    'of kind $view.kind breaks a word longer than a phone is wide, wherever it stands',
    ({ mail }) => {
      const breaks = (tag: string) => new RegExp(`<${tag} [^>]*word-break:break-word`, 'g');
      const [masthead] = mail.html.match(/<p [^>]*>/) ?? [];
      expect(masthead).toMatch(breaks('p'));
      // The card and the footer: whatever stands in them inherits it.
      expect(mail.html.match(breaks('table'))).toHaveLength(2);
    },
  );

  it.each(rendered)('of kind $view.kind loads nothing and tracks nothing', ({ mail }) => {
    expect(mail.html).not.toMatch(/<img|<script|url\(|@import|@font-face|<link/i);
    expect(mail.html.length).toBeLessThan(102_000); // where Gmail cuts
    expect(mail.html).not.toMatch(/undefined|\[object|NaN|Invalid/);
    expect(mail.text).not.toMatch(/undefined|\[object|NaN|Invalid/);
  });

  it.each(rendered)('of kind $view.kind is pure', ({ view, mail }) => {
    expect(renderMail(view)).toEqual(mail);
  });
});

describe('mails that lean on evidence', () => {
  const leaning = rendered.filter(({ view }) => kindRules[view.kind].claims.length > 0);

  it.each(leaning)('$view.kind link it and say how certain each claim is', ({ view, mail }) => {
    if (!('claims' in view)) throw new Error('a view without its claims');
    for (const said of [mail.text, plain(mail.html)]) {
      for (const { title, certainty } of view.claims) {
        expect(said).toContain(`${title}: ${certainty} certainty`);
      }
    }
    expect(mail.text).toContain(view.evidenceUrl);
    expect(mail.text).toContain(view.symptomsUrl);
  });

  it('are those whose kinds name claims that exist', () => {
    const known = claims.map(({ id }) => id);
    const used = Object.values(kindRules).flatMap((rule) => rule.claims);
    expect(used.filter((id) => !known.includes(id))).toEqual([]);
  });
});

describe('check-ins', () => {
  const { html, text } = renderMail(plainViews.checkin_24);

  it('offer eleven taps whose value is in the fragment, where no server sees it', () => {
    const taps = [...html.matchAll(/href="([^"]*#s=(\d+))"/g)];
    expect(taps.map((tap) => Number(tap[2]))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(html).not.toMatch(/[?&]s=\d/);
  });

  it('say before the tap that it stores nothing, in text as on the page', () => {
    for (const said of [text, plain(html)]) {
      expect(said).toContain('Nothing is stored until you press save there.');
    }
  });

  it('say when the link ends, absolutely, with the weekday', () => {
    expect(text).toContain('The link works until Wednesday 2 December, 18:00 GMT.');
  });

  it('can be stopped from the mail itself', () => {
    expect(text).toContain(plainViews.checkin_24.unsubscribeUrl);
    expect(text).not.toContain(plainViews.checkin_24.oneClickUrl);
  });

  it('counted from the training do not speak of a visit that may be yet to come', () => {
    for (const kind of ['checkin_24', 'checkin_48', 'checkin_72'] as const) {
      expect(renderMail(plainViews[kind]).text.split('---')[0]).not.toMatch(/your visit/i);
    }
  });
});

describe('a mail about a series', () => {
  it('says of each date until when it is free to cancel, as an absolute time', () => {
    const { text, html } = renderMail(plainViews.series_booked);
    for (const said of [text, plain(html)]) {
      expect(said).toContain('Free to move or cancel until Monday 23 November, 18:00 GMT.');
      expect(said).toContain('Free to move or cancel until Monday 30 November, 18:00 GMT.');
    }
    const late = plainViews.series_booked.dates.map((date) => ({ ...date, freeUntil: null }));
    const closed = renderMail({ ...plainViews.series_booked, dates: late });
    expect(closed.text).toContain('The time for moving or cancelling free of charge has passed.');
    expect(renderMail(plainViews.series_cancelled).text).not.toMatch(/free of charge|Free to move/);
  });
});

describe('the time of a visit', () => {
  it('comes first, with its weekday', () => {
    const { subject, text } = renderMail(plainViews.booking_confirmation);
    expect(subject).toBe('Booked: Tuesday 24 November, 18:00');
    expect(text).toContain('Free to move or cancel until Monday 23 November, 18:00 GMT.');
  });

  it('is told apart when the hour exists twice', () => {
    const [, secondHour] = oddViews;
    if (secondHour?.kind !== 'booking_confirmation') throw new Error('not the sample meant');
    const { visit } = secondHour;
    const firstHour = {
      ...secondHour,
      visit: { ...visit, endsAt: new Date('2026-10-25T00:45:00Z') },
    };
    expect(renderMail(secondHour).text).toContain('Time: 01:30 to 02:15 GMT');
    expect(renderMail(firstHour).text).toContain('01:45 BST');
  });

  it.each([
    ['en-US', 'America/New_York', 'Booked: Tuesday, November 24, 1:00 PM'],
    ['en-GB', 'Asia/Kolkata', 'Booked: Tuesday 24 November, 23:30'],
    ['en-GB', 'Pacific/Auckland', 'Booked: Wednesday 25 November, 07:00'],
    ['de-DE', 'Europe/Berlin', 'Booked: Dienstag, 24. November, 19:00'],
  ])('is written for %s in %s', (locale, timeZone, subject) => {
    const view = { ...plainViews.booking_confirmation, clinic: { ...clinic, locale }, timeZone };
    expect(renderMail(view).subject).toBe(subject);
  });

  it.each([
    [{ amount: 4800, currency: 'GBP' }, '£48.00'],
    [{ amount: 5000, currency: 'JPY' }, 'JP¥5,000'],
    [{ amount: 0, currency: 'GBP' }, '£0.00'],
  ])('has the price %j as %s', (price, written) => {
    const view = plainViews.booking_confirmation;
    const { text } = renderMail({ ...view, visit: { ...view.visit, price } });
    expect(text).toContain(`Price: ${written}`);
  });
});

describe('the safety mail and the clinic alert', () => {
  it('repeats the screen word for word, with numbers to tap and no offer', () => {
    const { html, text } = renderMail(plainViews.safety);
    for (const { title, body } of plainViews.safety.messages) {
      expect(text).toContain(title);
      expect(plain(html)).toContain(body);
    }
    expect([...html.matchAll(/href="tel:(\d{3})"/g)].map((found) => found[1])).toEqual([
      ...['999', '111'],
    ]);
    expect(text).not.toMatch(/book (again|now)|see times|£/i);
  });

  it('tells the clinic where to look and nothing about what was answered', () => {
    const { subject, text } = renderMail(plainViews.clinic_alert);
    expect(subject).toBe('Please look at booking LM-4K7P');
    expect(text).not.toMatch(/sore|urine|chest|pain|swoll|numb|fever|stroke|Jo\b/i);
  });
});

describe('the plan of a day', () => {
  const evening = renderMail(plainViews.day_plan_evening);
  const morning = renderMail(plainViews.day_plan_morning);

  it('names times, first names, service, room and the state of the form', () => {
    expect(evening.subject).toBe('Your Wednesday 25 November: 2 visits');
    expect(evening.text).toContain(
      '09:00 to 10:00: Jo. Deep tissue massage, 60 minutes, Thames. Form answered · New client.',
    );
    expect(evening.text).toContain('Form missing · Not confirmed yet');
    expect(evening.text).toContain('At Bermondsey, 09:00 to 17:00.');
  });

  it('says that something waits on the day card, in a word of its own', () => {
    expect(evening.text).toContain(
      'Thames. Something to mind: it is on the day card. Form missing',
    );
    expect(plain(evening.html)).toContain('Sam Something to mind: it is on the day card');
    expect(evening.text.match(/Something to mind/g)).toHaveLength(1);
  });

  it('in the morning says what changed before it says the day', () => {
    expect(morning.subject).toBe('Your Wednesday 25 November has changed');
    const { text } = morning;
    expect(text).toContain('Moved: 11:00 to 12:00, Sam. Before: 09:00.');
    expect(text).toContain('Cancelled: 09:00, Kim.');
    expect(text.indexOf('Cancelled:')).toBeLessThan(text.indexOf('Your day as it stands'));
  });

  it('says nothing of anyone’s health, and where it is to be read', () => {
    const pointer = 'What your clients answered about their health is on the day card only';
    for (const { text } of [evening, morning]) {
      expect(text).toContain(pointer);
      expect(text).not.toMatch(HEALTH);
    }
  });
});

describe('what people typed', () => {
  const nasty = '<script>alert(1)</script>\r\nBcc: all@x.example\u202E';

  it('stays text in the page and one line in the text', () => {
    const view = { ...plainViews.booking_confirmation, firstName: nasty };
    const { html, text } = renderMail(view);
    expect(html).not.toContain('<script>');
    expect(text).toContain('Hello <script>alert(1)</script> Bcc: all@x.example,');
    expect(text).not.toContain('\u202E');
  });
});
