import { renderToStaticMarkup } from 'react-dom/server';
import { calendarFile, type CalendarMethod } from './calendar.rules.ts';
import { oneLine, onOneLineEach } from './mail-text.rules.ts';
import type { MailView } from './mail-view.ts';
import { aftercare } from './templates/aftercare.tsx';
import { bookingCancelled } from './templates/booking-cancelled.tsx';
import { bookingConfirmation } from './templates/booking-confirmation.tsx';
import { bookingDeclined } from './templates/booking-declined.tsx';
import { bookingRequested } from './templates/booking-requested.tsx';
import { checkIn } from './templates/check-in.tsx';
import { clinicAlert } from './templates/clinic-alert.tsx';
import { dayPlan } from './templates/day-plan.tsx';
import { footerText } from './templates/footer.tsx';
import { Layout } from './templates/layout.tsx';
import { nudge } from './templates/nudge.tsx';
import { reminder } from './templates/reminder.tsx';
import { reOffer } from './templates/re-offer.tsx';
import { safety } from './templates/safety.tsx';
import { series } from './templates/series.tsx';
import { formatOf, type MailTemplate } from './templates/template.ts';
import { waitlistJoined, waitlistOffer, waitlistTaken } from './templates/waitlist.tsx';
import { Closing, closingText, isWordedMail } from './templates/words.tsx';

export interface RenderedMail {
  subject: string;
  text: string;
  html: string;
  /** An iCalendar part beside text and page. */
  calendar?: { method: CalendarMethod; content: string };
}

/** Old readers fall into quirks mode without it. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** View in, mail out: pure, so the same view gives the same bytes on every attempt. */
export function renderMail(given: MailView): RenderedMail {
  const view = asGiven(onOneLineEach(given), given);
  switch (view.kind) {
    case 'booking_confirmation':
    case 'booking_moved':
      return render(bookingConfirmation, view);
    case 'booking_requested':
      return render(bookingRequested, view);
    case 'booking_declined':
      return render(bookingDeclined, view);
    case 'booking_cancelled':
      return render(bookingCancelled, view);
    case 'reminder_24h':
    case 'reminder_2h':
      return render(reminder, view);
    case 'series_booked':
    case 'series_cancelled':
      return render(series, view);
    case 're_offer':
      return render(reOffer, view);
    case 'waitlist_joined':
      return render(waitlistJoined, view);
    case 'waitlist_offer':
      return render(waitlistOffer, view);
    case 'waitlist_taken':
      return render(waitlistTaken, view);
    case 'aftercare':
      return render(aftercare, view);
    case 'checkin_24':
    case 'checkin_48':
    case 'checkin_72':
      return render(checkIn, view);
    case 'nudge_7d':
      return render(nudge, view);
    case 'safety':
      return render(safety, view);
    case 'clinic_alert':
      return render(clinicAlert, view);
    case 'day_plan_evening':
    case 'day_plan_morning':
      return render(dayPlan, view);
  }
}

/** A calendar's text has lines of its own and escapes them itself; lines of a clinic's words are paragraphs. */
const asGiven = (view: MailView, given: MailView): MailView => ({
  ...view,
  ...('calendar' in given && { calendar: given.calendar }),
  ...('words' in given && { words: given.words }),
});

function render<View extends MailView>(template: MailTemplate<View>, view: View): RenderedMail {
  const format = formatOf(view);
  const { Content } = template;
  const subject = oneLine(template.subject(view, format));
  const html = renderToStaticMarkup(
    <Layout view={view} subject={subject} preheader={template.preheader(view, format)}>
      <Content view={view} format={format} />
      {isWordedMail(view) ? <Closing view={view} format={format} /> : null}
    </Layout>,
  );
  const closing = isWordedMail(view) ? closingText(view, format) : [];
  const text = [...template.text(view, format), ...closing, ...footerText(view)].join('\n\n');
  const news = 'calendar' in view ? view.calendar : null;
  return {
    subject,
    text: `${text}\n`,
    html: DOCTYPE + html,
    ...(news && { calendar: { method: news.method, content: calendarFile(news.entries, news) } }),
  };
}
