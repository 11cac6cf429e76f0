import { Navigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { PageTitle } from '../ui/page-title.tsx';
import { usePlaceFormat } from '../ui/use-format.ts';
import { DetailsForm } from './details.form.tsx';
import { detailsTexts as texts } from './details.en.ts';
import { useDraft } from './draft.store.ts';
import { HeldCard } from './held-card.tsx';
import { HoldBar } from './hold-bar.tsx';
import { BookingLayout } from './layout.tsx';
import { Summary } from './summary.tsx';
import { UnlessStopped } from './unless-stopped.tsx';

function Details(): ReactElement {
  const { hold, done } = useDraft();
  const format = usePlaceFormat(hold?.locationId);
  if (!hold) return <Navigate to={done ? '/book/done' : '/book/times'} replace />;
  return (
    <BookingLayout aside={<Summary />}>
      <HoldBar key={hold.id} hold={hold} />
      <PageTitle>{texts.title(format.shortMoment(hold.startsAt))}</PageTitle>
      <HeldCard hold={hold} />
      <DetailsForm hold={hold} />
    </BookingLayout>
  );
}

export function DetailsPage(): ReactElement {
  return (
    <UnlessStopped>
      <Details />
    </UnlessStopped>
  );
}
