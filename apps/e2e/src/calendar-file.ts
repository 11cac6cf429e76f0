import assert from 'node:assert/strict';
import ICAL from 'ical.js';

/** As the mailbox tells it: text as it is, everything else in base64. */
export interface MailedFile {
  filename: string;
  contentType: string;
  content: string;
}

interface Entry {
  sequence: number;
  startsAt: string;
  /** On the clocks that the file itself brings along. */
  wall: string;
  zone: string;
  place: string;
}

const LINE_OCTETS = 75;

/** The file that a reader saves from a mail, and the part that a mail program reads by itself: the same bytes. */
export function calendarFileOf({ attachments }: { attachments: MailedFile[] }): Buffer {
  const bytes = ({ contentType, content }: MailedFile): Buffer =>
    Buffer.from(content, contentType.startsWith('text/') ? 'utf8' : 'base64');
  const [part] = attachments.filter(({ contentType }) => contentType.startsWith('text/calendar'));
  const [file] = attachments.filter(({ filename }) => filename === 'booking.ics');
  assert.ok(part && file, 'the mail carries no calendar file');
  assert.deepEqual(bytes(file), bytes(part));
  return bytes(file);
}

/** A calendar that knows nothing of us: it takes files, and believes them as RFC 5546 says. */
export class SomebodysCalendar {
  readonly entries = new Map<string, Entry>();
  /** Of every file, in the order in which they were imported. */
  readonly imported: { method: string; uid: string; sequence: number }[] = [];

  import(file: Buffer): void {
    const text = file.toString('utf8');
    for (const line of text.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= LINE_OCTETS, `a line of the file is too long: ${line}`);
    }
    assert.ok(text.endsWith('END:VCALENDAR\r\n'), 'the file does not end');
    ICAL.TimezoneService.reset();
    const root = new ICAL.Component(ICAL.parse(text) as unknown[]);
    const [zone] = root.getAllSubcomponents('vtimezone');
    const [component, ...others] = root.getAllSubcomponents('vevent');
    assert.ok(zone && component && others.length === 0, 'not one visit with its zone');
    ICAL.TimezoneService.register(new ICAL.Timezone(zone));
    this.take(String(root.getFirstPropertyValue('method')), component);
  }

  private take(method: string, component: InstanceType<typeof ICAL.Component>): void {
    const { uid, startDate, location } = new ICAL.Event(component);
    const sequence = Number(component.getFirstPropertyValue('sequence'));
    const status = String(component.getFirstPropertyValue('status'));
    assert.equal(status, method === 'CANCEL' ? 'CANCELLED' : 'CONFIRMED');
    this.imported.push({ method, uid, sequence });
    // What is no newer than what one has says nothing.
    if (sequence <= (this.entries.get(uid)?.sequence ?? -1)) return;
    if (method === 'CANCEL') {
      this.entries.delete(uid);
      return;
    }
    this.entries.set(uid, {
      ...{ sequence, place: location, zone: startDate.zone.tzid },
      startsAt: startDate.toJSDate().toISOString(),
      wall: startDate.toString().slice(0, 16).replace('T', ' '),
    });
  }
}
