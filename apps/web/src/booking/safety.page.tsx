import { Link, Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { useDraft } from './draft.store.ts';
import { ClinicCard } from './clinic-card.tsx';
import { BookingLayout } from './layout.tsx';
import { SafetyMessages } from './safety-messages.tsx';
import { safetyPageTexts as texts } from './safety.en.ts';
import { isStopped, messagesFor } from './stopped.rules.ts';

/** Ticked signs can be unticked; a number given for soreness is corrected where it was given. */
function Correct({ isTicked }: { isTicked: boolean }): ReactElement {
  const look = buttonClass('plain');
  return isTicked ? (
    <Link to="/book/check" className={look}>
      {texts.wrong}
    </Link>
  ) : (
    <Link to="/book/training/$question" params={{ question: 'body' }} className={look}>
      {texts.wrongSoreness}
    </Link>
  );
}

/** The way ends here: what to do and whom to call, and no way to the times. */
export function SafetyPage(): ReactElement {
  const draft = useDraft();
  const { data: clinic } = useClinic();
  if (!isStopped(draft)) return <Navigate to="/" replace />;
  const codes = draft.screening ?? [];
  const messages =
    draft.safety.length > 0 ? draft.safety : messagesFor(codes, clinic?.country ?? '');
  const isTicked = codes.length > 0 || draft.safety.length > 0;
  const phone = clinic?.phone ?? '';
  return (
    <BookingLayout aside={<ClinicCard />}>
      <PageTitle lead={isTicked ? texts.refuseLead : texts.clearanceLead(phone)}>
        {isTicked ? texts.refuse : texts.clearance}
      </PageTitle>
      <SafetyMessages messages={messages} />
      <p className="text-15 text-quiet">{texts.notDiagnosis}</p>
      <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap">
        {clinic && (
          <a href={`tel:${phone.replaceAll(' ', '')}`} className={buttonClass('quiet', 'nums')}>
            {texts.callClinic(phone)}
          </a>
        )}
        <Link to="/evidence/warning-signs" className={buttonClass('quiet')}>
          {texts.warningSigns}
        </Link>
        <Correct isTicked={isTicked} />
      </div>
    </BookingLayout>
  );
}
