import type { BookingView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { buttonClass } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { intakeTexts as texts } from './intake.en.ts';

interface Props {
  booking: BookingView;
  token: string;
  format: Format;
}

/** Where the longer health questions wait, or when they were answered. */
export function IntakeLink({ booking, token, format }: Props): ReactElement {
  const { reference, intake } = booking;
  const address = `/manage/${encodeURIComponent(reference)}/intake?token=${encodeURIComponent(token)}`;
  if (intake.isDue) {
    return (
      <Notice title={texts.askedLead}>
        <a href={address} data-testid="intake-link" className={buttonClass('quiet')}>
          {texts.ask}
        </a>
      </Notice>
    );
  }
  return (
    <p className="text-15 text-quiet">
      {intake.answeredAt && texts.answeredLead(format.day(intake.answeredAt))}{' '}
      <a
        href={address}
        data-testid="intake-link"
        className="link inline-flex min-h-11 items-center"
      >
        {texts.askAgain}
      </a>
    </p>
  );
}
