import { plainViews } from '../mail-view.testing.ts';
import { renderMail } from '../render-mail.tsx';

/** Of a visit in London on a Tuesday at 18:00, told to somebody who lives elsewhere. */
const told = (readerZone?: string) => {
  const view = plainViews.booking_confirmation;
  return renderMail({ ...view, visit: { ...view.visit, ...(readerZone && { readerZone }) } });
};

describe('the time of a visit', () => {
  it.each([
    ['Europe/Berlin', '= 19:00 your time'],
    ['Asia/Kathmandu', '= 23:45 your time'],
    ['Asia/Tokyo', '= Wednesday 25 November, 03:00 your time'],
    ['Pacific/Honolulu', '= 08:00 your time'],
  ])('is told in the clinic’s zone, and once in the reader’s: %s', (zone, line) => {
    const { text, html, subject } = told(zone);
    expect(text).toContain(`Time: 18:00 to 18:45 GMT\n${line}\nWhere`);
    expect(html.split(line)).toHaveLength(2);
    expect(subject).toBe('Booked: Tuesday 24 November, 18:00');
  });

  it.each([undefined, 'Europe/London', 'Europe/Lisbon', 'Atlantic/Reykjavik'])(
    'is told once where the reader’s clocks show the same, or are not known: %s',
    (zone) => {
      const { text, html } = told(zone);
      expect(text + html).not.toContain('your time');
    },
  );
});
