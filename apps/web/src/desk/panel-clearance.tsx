import type { ClearanceRequest, DeskBookingDetail } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { clearanceTexts as texts } from './clearance.en.ts';
import { ClearanceForm } from './clearance.form.tsx';
import { bookingQuery, CALENDAR, recordClearance } from './desk.requests.ts';
import { PanelPart } from './panel-parts.tsx';
import { say } from './said.store.ts';

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}

/** What to do first, and the record that it was done, with who, when and until when. */
export function PanelClearance({ booking, format }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const cache = useQueryClient();
  const { waitsFor, since } = booking.clearance;
  const clear = useMutation({
    mutationFn: (request: ClearanceRequest) => recordClearance(booking.reference, request),
    onSuccess: (cleared) => {
      cache.setQueryData(bookingQuery(booking.reference).queryKey, cleared);
      void cache.invalidateQueries({ queryKey: CALENDAR });
      say('done', texts.done(cleared.contact.name));
    },
  });
  return (
    <Notice tone="caution" title={texts.title}>
      <div className="space-y-3">
        {waitsFor.map((scope) => (
          <p key={scope}>{texts.lead[scope]}</p>
        ))}
        {since && <p className="nums text-quiet">{texts.waits(format.shortMoment(since))}</p>}
        {clear.isError && <Trouble error={clear.error} />}
        {isOpen ? (
          <ClearanceForm
            waitsFor={waitsFor}
            format={format}
            isBusy={clear.isPending}
            onSave={(request) => clear.mutate(request)}
            onBack={() => setOpen(false)}
          />
        ) : (
          <Button look="quiet" data-testid="clearance" onClick={() => setOpen(true)}>
            {texts.start}
          </Button>
        )}
      </div>
    </Notice>
  );
}

/** Who agreed, and until when: what the front desk may know. */
export function PanelClearances({
  booking,
  format,
}: Pick<Props, 'booking' | 'format'>): ReactElement | null {
  const { onFile } = booking.clearance;
  if (onFile.length === 0) return null;
  return (
    <PanelPart title={texts.onFile}>
      <ul data-testid="clearances" className="nums space-y-2 text-15">
        {onFile.map((given) => (
          <li key={`${given.scope} ${given.givenAt}`} className={given.isValid ? '' : 'text-quiet'}>
            {texts.line(given, (at) => format.dated(at))}
          </li>
        ))}
      </ul>
    </PanelPart>
  );
}
