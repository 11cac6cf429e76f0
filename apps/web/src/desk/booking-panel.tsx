import type { DeskBookingDetail, DeskMe } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { isCode } from '../api/problem.ts';
import { type Format, formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { PanelMove } from './calendar/panel-move.tsx';
import { dayTexts } from './day.en.ts';
import { panelTexts as texts } from './panel.en.ts';
import { bookingQuery } from './desk.requests.ts';
import { PanelCancel } from './panel-cancel.tsx';
import { PanelClearance, PanelClearances } from './panel-clearance.tsx';
import { PanelContact, PanelFacts } from './panel-facts.tsx';
import { PanelGuardian } from './panel-guardian.tsx';
import { ComesLater, Settling, TakeBack } from './panel-change.tsx';
import { PanelHealth } from './panel-health.tsx';
import { PanelHistory, PanelMessages } from './panel-log.tsx';
import { RequestAnswer } from './request.answer.tsx';
import { requestTexts } from './request.en.ts';
import { PanelHead, SidePanel } from './side-panel.tsx';
import { useSignInWhenGone } from './use-desk.ts';
import { useOpen } from './use-open.ts';
import { VisitActions } from './visit-actions.tsx';
import { Badges, FormMark, VisitMark } from './visit.marks.tsx';

interface ShownProps {
  booking: DeskBookingDetail;
  me: DeskMe;
  format: Format;
}

function State({ booking, format }: Pick<ShownProps, 'booking' | 'format'>): ReactElement {
  const { cancelledAt, cancelledBy } = booking.cancellation;
  if (cancelledAt) {
    const by = cancelledBy === 'client' ? texts.by.client : texts.by.staff;
    return (
      <p data-testid="cancelled" className="text-15 font-semibold text-brick">
        {texts.isCancelled(format.shortMoment(cancelledAt), by)}
      </p>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-4 gap-y-1 text-15">
      <VisitMark
        visit={booking.visit}
        status={booking.status}
        isComing={booking.attendanceConfirmed}
        size={16}
      />
      <FormMark form={booking.formStatus} />
      <Badges card={booking} />
    </p>
  );
}

function Shown({ booking, me, format }: ShownProps): ReactElement {
  const isCancelled = booking.status === 'cancelled';
  const caution = booking.canReadHealth ? dayTexts.caution : dayTexts.cautionPlain;
  return (
    <div className="space-y-6">
      <State booking={booking} format={format} />
      {booking.bookingPaused && <PanelClearance booking={booking} format={format} />}
      {!isCancelled && booking.contactFirst && !booking.bookingPaused && (
        <Notice tone="caution" title={dayTexts.contactFirst} />
      )}
      {!isCancelled && booking.caution && <Notice tone="caution" title={caution} />}
      {booking.status === 'requested' && me.role !== 'therapist' && (
        <section
          aria-label={requestTexts.panel}
          className="space-y-3 rounded-card border border-dashed border-edge p-4"
        >
          <p className="text-15 font-medium">{requestTexts.panel}</p>
          <RequestAnswer asked={{ ...booking, name: booking.contact.name }} />
        </section>
      )}
      {!isCancelled && <VisitActions visited={{ ...booking, name: booking.contact.name }} />}
      {me.role !== 'therapist' && !isCancelled && (
        <PanelMove key={booking.revision} booking={booking} format={format} />
      )}
      <TakeBack booking={booking} format={format} />
      {me.role !== 'therapist' && <Settling booking={booking} format={format} />}
      {!isCancelled && <ComesLater booking={booking} format={format} />}
      <PanelContact booking={booking} />
      <PanelGuardian booking={booking} />
      {me.role === 'therapist' && !isCancelled && <PanelHealth booking={booking} format={format} />}
      <PanelClearances booking={booking} format={format} />
      <PanelFacts booking={booking} format={format} />
      <PanelMessages booking={booking} format={format} />
      <PanelHistory booking={booking} format={format} />
      {!isCancelled && <PanelCancel key={booking.reference} booking={booking} />}
    </div>
  );
}

interface BodyProps {
  reference: string;
  me: DeskMe;
}

function Body({ reference, me }: BodyProps): ReactElement {
  const booking = useQuery(bookingQuery(reference));
  useSignInWhenGone(booking.error);
  const format = formatFor(me.clinic.locale, booking.data?.timeZone ?? me.clinic.timeZone);
  const when = booking.data
    ? `${format.moment(booking.data.startsAt)} – ${format.time(booking.data.endsAt)}`
    : reference;
  return (
    <>
      <PanelHead
        title={booking.data?.contact.name ?? texts.loading}
        lead={when}
        closeLabel={texts.close}
      />
      <div className="px-5 pt-4 pb-12">
        {booking.data && <Shown booking={booking.data} me={me} format={format} />}
        {booking.isPending && <Skeleton rows={6} />}
        {isCode(booking.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
          <Notice tone="caution" title={texts.notFound} />
        ) : (
          booking.isError &&
          !booking.data && <Trouble error={booking.error} onRetry={() => void booking.refetch()} />
        )}
      </div>
    </>
  );
}

/** Back to the card it came from, also when the panel was opened by its address. */
function focusCard(reference: string | null): void {
  const card = reference && document.querySelector<HTMLElement>(`[data-reference="${reference}"]`);
  (card || document.getElementById('day'))?.focus();
}

/** A booking lies open beside whatever page one is on. */
export function BookingPanel({ me }: { me: DeskMe }): ReactElement {
  const { reference, close } = useOpen();
  return (
    <SidePanel isOpen={reference !== null} onClose={close} onFocusBack={() => focusCard(reference)}>
      {reference && <Body key={reference} reference={reference} me={me} />}
    </SidePanel>
  );
}
