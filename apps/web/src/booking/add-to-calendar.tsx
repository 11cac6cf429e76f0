import { CalendarPlus } from 'lucide-react';
import type { ReactElement } from 'react';
import { calendarAddress } from '../api/booking.requests.ts';
import { buttonClass } from '../ui/button.tsx';
import { calendarTexts as texts } from './calendar.en.ts';

interface Props {
  reference: string;
  token: string;
}

/** The same entry that the mails carry: whoever opens both has the visit once. */
export function AddToCalendar({ reference, token }: Props): ReactElement {
  return (
    <a
      href={calendarAddress(reference, token)}
      download={`${reference}.ics`}
      data-testid="add-to-calendar"
      className={buttonClass('quiet')}
    >
      <CalendarPlus aria-hidden size={18} />
      {texts.add}
    </a>
  );
}
