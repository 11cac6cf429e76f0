import type { DeskBookingDetail } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { panelTexts as texts } from './panel.en.ts';
import { bookingQuery, dayQuery, recordClearance } from './desk.requests.ts';
import { say } from './said.store.ts';

interface Props {
  booking: DeskBookingDetail;
  date: string;
}

/** After a red flag: what to do first, and the record that it was done. Asks twice, because it opens booking. */
export function PanelClearance({ booking, date }: Props): ReactElement {
  const [isSure, setSure] = useState(false);
  const cache = useQueryClient();
  const clear = useMutation({
    mutationFn: () => recordClearance(booking.reference),
    onSuccess: (cleared) => {
      cache.setQueryData(bookingQuery(booking.reference).queryKey, cleared);
      void cache.invalidateQueries({ queryKey: dayQuery(date).queryKey });
      say('done', texts.cleared(cleared.contact.name));
    },
  });
  return (
    <Notice tone="caution" title={texts.pausedTitle}>
      <div className="space-y-3">
        <p>{texts.pausedLead}</p>
        {clear.isError && <Trouble error={clear.error} />}
        <Button
          look="quiet"
          data-testid="clearance"
          isBusy={clear.isPending}
          onClick={() => (isSure ? clear.mutate() : setSure(true))}
        >
          {isSure ? texts.clearYes : texts.clear}
        </Button>
      </div>
    </Notice>
  );
}
