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

/** The way ends here: what to do and whom to call, and no way to the times. */
export function SafetyPage(): ReactElement {
  const { safety, recommendation } = useDraft();
  const { data: clinic } = useClinic();
  const isRefused = safety.length > 0;
  if (!isRefused && recommendation?.decision !== 'clearance_needed') {
    return <Navigate to="/" replace />;
  }
  const phone = clinic?.phone ?? '';
  return (
    <BookingLayout aside={<ClinicCard />}>
      <PageTitle lead={isRefused ? texts.refuseLead : texts.clearanceLead(phone)}>
        {isRefused ? texts.refuse : texts.clearance}
      </PageTitle>
      <SafetyMessages messages={safety} />
      <p className="text-15 text-quiet">{texts.notDiagnosis}</p>
      <div className="flex flex-col gap-3 sm:flex-row sm:flex-wrap">
        <a href={`tel:${phone.replaceAll(' ', '')}`} className={buttonClass('quiet', 'nums')}>
          {texts.callClinic(phone)}
        </a>
        <Link to="/evidence/warning-signs" className={buttonClass('quiet')}>
          {texts.warningSigns}
        </Link>
        <Link to="/book/check" className={buttonClass('plain')}>
          {texts.wrong}
        </Link>
      </div>
    </BookingLayout>
  );
}
