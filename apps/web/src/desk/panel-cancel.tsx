import { type DeskBookingDetail, type DeskCancelRequest } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useId, useState } from 'react';
import { isCode } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { panelTexts as texts } from './panel.en.ts';
import { NotifyPick } from './calendar/notify-pick.tsx';
import { cancelByClinic, undoCancel } from './desk-change.requests.ts';
import { bookingQuery, CALENDAR } from './desk.requests.ts';
import { seriesTexts } from './calendar/series.en.ts';
import { cancelSeries } from './calendar/series.requests.ts';
import { changeTexts } from './change.en.ts';
import { say } from './said.store.ts';
import { sayTrouble, useChange } from './use-change.ts';

type Reason = DeskCancelRequest['reason'];

function useCancel(booking: DeskBookingDetail) {
  const cache = useQueryClient();
  const detail = bookingQuery(booking.reference).queryKey;
  const did = ({ contact }: DeskBookingDetail): string => changeTexts.takenBack(contact.name);
  const back = useChange(undoCancel, did, sayTrouble);
  return useMutation({
    mutationFn: (request: DeskCancelRequest) => cancelByClinic(booking, request),
    onSuccess: (cancelled, { notify }) => {
      cache.setQueryData(detail, cancelled);
      void cache.invalidateQueries({ queryKey: CALENDAR });
      const { name, email } = cancelled.contact;
      const said = texts.cancelled(name, email ? texts.cancelMail[notify] : texts.noMail);
      say('done', said, cancelled.undo.cancellation ? () => back.mutate(cancelled) : undefined);
    },
    onError: (error) => {
      // The version seen is no longer the one that stands: show that before anything is decided again.
      if (isCode(error, 'PRECONDITION_FAILED', 'ALREADY_CANCELLED', 'TOO_LATE_TO_CANCEL')) {
        void cache.invalidateQueries({ queryKey: detail });
      }
    },
  });
}

interface ReasonsProps {
  picked: Reason | null;
  isMissing: boolean;
  onPick: (reason: Reason) => void;
}

function Reasons({ picked, isMissing, onPick }: ReasonsProps): ReactElement {
  const name = useId();
  return (
    <fieldset aria-describedby={isMissing ? `${name}-missing` : undefined}>
      <legend className="mb-1 text-15 font-semibold">{texts.why}</legend>
      <div className="grid sm:grid-cols-2">
        {(Object.keys(texts.cancelReasons) as Reason[]).map((reason) => (
          <label key={reason} className="flex min-h-11 cursor-pointer items-center gap-3 text-15">
            <input
              type="radio"
              name={name}
              className="size-5 accent-pine"
              checked={picked === reason}
              onChange={() => onPick(reason)}
            />
            {texts.cancelReasons[reason]}
          </label>
        ))}
      </div>
      {isMissing && (
        <p id={`${name}-missing`} role="alert" className="text-15 font-medium text-brick">
          {texts.pickReason}
        </p>
      )}
    </fieldset>
  );
}

interface Props {
  booking: DeskBookingDetail;
}

interface AskProps {
  booking: DeskBookingDetail;
  title: string;
  isBusy: boolean;
  onYes: (request: DeskCancelRequest) => void;
  onKeep: () => void;
}

function Ask({ booking, title, isBusy, onYes, onKeep }: AskProps): ReactElement {
  const [picked, setPicked] = useState<Reason | null>(null);
  const [isMissing, setMissing] = useState(false);
  const [notify, setNotify] = useState<DeskCancelRequest['notify']>('settle');
  const { name, email } = booking.contact;
  return (
    <section aria-label={title} className="rise space-y-4 rounded-card border border-brick p-4">
      <h3 className="text-17 font-semibold">{title}</h3>
      <p className="text-15 break-words">{texts.cancelLead(name, email)}</p>
      {email && <NotifyPick notify={notify} hints={texts.cancelHint} onPick={setNotify} />}
      <Reasons picked={picked} isMissing={isMissing && !picked} onPick={setPicked} />
      <div className="flex flex-col gap-2">
        <Button
          look="danger"
          data-testid="cancel-yes"
          isBusy={isBusy}
          onClick={() => (picked ? onYes({ reason: picked, notify }) : setMissing(true))}
        >
          {isBusy ? texts.cancelling : texts.cancelYes}
        </Button>
        <Button look="quiet" onClick={onKeep}>
          {texts.keep}
        </Button>
      </div>
    </section>
  );
}

/** From this visit on; those before it stay. The clinic knows no way back from this one. */
function useCancelRest({ reference, revision, seriesId }: DeskBookingDetail) {
  const cache = useQueryClient();
  return useMutation({
    mutationFn: (request: DeskCancelRequest) =>
      cancelSeries({ seriesId: seriesId ?? '', revision }, { from: reference, ...request }),
    onSuccess: ({ cancelledNow }) => say('done', seriesTexts.cancelled(cancelledNow)),
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: CALENDAR });
      void cache.invalidateQueries({ queryKey: bookingQuery(reference).queryKey });
    },
  });
}

type Scope = 'one' | 'rest';

function Choices({
  isSeries,
  onPick,
}: {
  isSeries: boolean;
  onPick: (scope: Scope) => void;
}): ReactElement {
  return (
    <div className="space-y-2">
      <Button look="danger" data-testid="cancel" className="w-full" onClick={() => onPick('one')}>
        {texts.cancel}
      </Button>
      {isSeries && (
        <Button
          look="danger"
          data-testid="cancel-rest"
          className="w-full"
          onClick={() => onPick('rest')}
        >
          {seriesTexts.cancelRest}
        </Button>
      )}
    </div>
  );
}

/** Says what it costs and whom it tells before it is pressed. */
export function PanelCancel({ booking }: Props): ReactElement {
  const [scope, setScope] = useState<Scope | null>(null);
  const one = useCancel(booking);
  const rest = useCancelRest(booking);
  const cancel = scope === 'rest' ? rest : one;
  const isChanged = isCode(cancel.error, 'PRECONDITION_FAILED');
  if (!booking.cancellation.possible) {
    return <p className="border-t border-line pt-4 text-15 text-quiet">{texts.notPossible}</p>;
  }
  return (
    <div className="space-y-4 border-t border-line pt-4">
      {isChanged && (
        <Notice tone="caution" isUrgent>
          <p>{texts.changed}</p>
        </Notice>
      )}
      {cancel.isError && !isChanged && <Trouble error={cancel.error} />}
      {scope ? (
        <Ask
          booking={booking}
          title={scope === 'rest' ? seriesTexts.cancelRest : texts.cancelTitle}
          isBusy={cancel.isPending}
          onYes={(request) => cancel.mutate(request)}
          onKeep={() => setScope(null)}
        />
      ) : (
        <Choices isSeries={booking.seriesId !== null} onPick={setScope} />
      )}
    </div>
  );
}
