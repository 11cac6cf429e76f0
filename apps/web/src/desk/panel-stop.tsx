import type { DeskBookingDetail, LiftBookingStop } from '@limber/contracts';
import { TriangleAlert } from 'lucide-react';
import { type ReactElement, useRef, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { liftStop } from './desk-change.requests.ts';
import { LiftForm } from './mail/lift.form.tsx';
import { mailTexts } from './mail/mail.en.ts';
import { useStaff } from './me.context.ts';
import { panelTexts as texts } from './panel.en.ts';
import { useChange } from './use-change.ts';

interface Props {
  booking: DeskBookingDetail;
  scope: LiftBookingStop['scope'];
}

/** Why mail to this client does not arrive, and the way to have it go out again once that is settled. */
export function PanelStop({ booking, scope }: Props): ReactElement {
  const { role } = useStaff();
  const { name } = booking.contact;
  const [isAsking, setAsking] = useState(false);
  const reason = useRef('');
  const lift = useChange(
    ({ reference }) => liftStop(reference, { scope, reason: reason.current }),
    () => mailTexts.lifted(name),
  );
  return (
    <div data-testid={`stop-${scope}`} className="space-y-3">
      <p className="flex gap-2 text-15 font-medium text-amber">
        <TriangleAlert aria-hidden size={18} className="mt-0.5 shrink-0" />
        {scope === 'complaint' ? texts.complained : texts.unreachable}
      </p>
      {role !== 'therapist' && !isAsking && (
        <Button
          look="quiet"
          data-testid="lift"
          aria-label={mailTexts.liftFor(name)}
          onClick={() => setAsking(true)}
        >
          {mailTexts.lift}
        </Button>
      )}
      {isAsking && (
        <LiftForm
          isBusy={lift.isPending}
          error={lift.error}
          onBack={() => setAsking(false)}
          onLift={(why) => {
            reason.current = why;
            lift.mutate(booking);
          }}
        />
      )}
    </div>
  );
}
