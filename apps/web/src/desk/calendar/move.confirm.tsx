import type { DeskBookingDetail, DeskMoveRequest } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useClinic } from '../../api/clinic.queries.ts';
import { isCode } from '../../api/problem.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { bookingQuery, CALENDAR } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import { CheckResult, isBookable, type OverrideReason, overrideOf, useCheck } from './check.tsx';
import { moveTexts as texts } from './move.en.ts';
import { NotifyPick } from './notify-pick.tsx';
import { moveByStaff } from './ops.requests.ts';
import type { Movable, Notify, Target } from './move.target.ts';
import { useMoveBack } from './use-move-back.ts';

const startOf = ({ serviceId, durationMin, reference }: Movable, to: Target) => ({
  ...{ serviceId, durationMin, reference, therapistId: to.therapist.id },
  ...{ locationId: to.locationId, startsAt: new Date(to.startsAt).toISOString() },
  ...(to.room && { roomId: to.room.id }),
});

interface Props {
  visit: Movable;
  to: Target;
  onDone: () => void;
  onKeep: () => void;
}

function useMove({ visit, to, onDone }: Props) {
  const cache = useQueryClient();
  const format = useFormat();
  const back = useMoveBack();
  return useMutation({
    mutationFn: (body: DeskMoveRequest) => moveByStaff(visit, body),
    onSuccess: (moved: DeskBookingDetail, { notify }) => {
      cache.setQueryData(bookingQuery(visit.reference).queryKey, moved);
      void cache.invalidateQueries({ queryKey: CALENDAR });
      const when = format.shortMoment(to.startsAt);
      const sentence = `${texts.done(visit.clientName, when)} ${texts.doneMail[notify]}`;
      // What has been told cannot be untold: then a move back is a move like any other.
      say(
        'done',
        sentence,
        notify === 'now' ? undefined : () => back(visit, moved.revision, notify),
      );
      onDone();
    },
    onError: () => {
      // What stands now is worth another look, whatever it was that stood in the way.
      void cache.invalidateQueries({ queryKey: CALENDAR });
      void cache.invalidateQueries({ queryKey: bookingQuery(visit.reference).queryKey });
    },
  });
}

/** From where to where, in words: what was dragged may not be what was meant. */
function Way({ visit, to }: Pick<Props, 'visit' | 'to'>): ReactElement {
  const format = useFormat();
  const { data: clinic } = useClinic();
  const placeOf = (id: string): string =>
    clinic?.locations.find((location) => location.id === id)?.name ?? '';
  const isElsewhere = to.locationId !== visit.locationId;
  const at = (room: string, locationId: string): string =>
    isElsewhere ? texts.roomAt(room, placeOf(locationId)) : room;
  const [from, free] = [at(visit.room.name, visit.locationId), to.room?.name ?? texts.anyRoom];
  const rows = [
    [texts.from, format.shortMoment(visit.startsAt), visit.therapist.name, from],
    [
      ...([texts.to, format.shortMoment(to.startsAt), to.therapist.name] as const),
      at(free, to.locationId),
    ],
  ] as const;
  return (
    <dl className="nums grid grid-cols-[48px_1fr] gap-x-2 gap-y-0.5 text-15">
      {rows.map(([label, when, therapist, room], index) => (
        <div key={label} className="contents">
          <dt className="text-quiet">{label}</dt>
          <dd className={`min-w-0 break-words ${index === 1 ? 'font-semibold' : ''}`}>
            {texts.place(when, therapist, room)}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Says what changes, what it breaks and whom it tells, before it is done. */
export function MoveConfirm(props: Props): ReactElement {
  const { visit, to, onKeep } = props;
  const [notify, setNotify] = useState<Notify>('settle');
  const [reason, setReason] = useState<OverrideReason | null>(null);
  const [isTried, setTried] = useState(false);
  const start = startOf(visit, to);
  const looked = useCheck(start);
  const move = useMove(props);
  const isFine = isBookable(looked.check, reason);
  const isStale = isCode(move.error, 'PRECONDITION_FAILED');
  const go = (): void => {
    setTried(true);
    const override = overrideOf(looked.check, reason);
    const { startsAt, therapistId, locationId } = start;
    if (!isFine) return;
    move.mutate({
      ...{ startsAt, therapistId, locationId, notify },
      ...(to.room && { roomId: to.room.id }),
      ...(override && { override }),
    });
  };
  return (
    <div className="space-y-3">
      <Way visit={visit} to={to} />
      <CheckResult
        {...looked}
        reason={reason}
        isMissing={isTried && !isFine}
        onReason={setReason}
      />
      <NotifyPick notify={notify} hints={texts.notifyHint} onPick={setNotify} />
      {isStale && <Notice tone="caution" title={texts.stale} isUrgent />}
      {move.isError && !isStale && <Trouble error={move.error} />}
      <div className="flex flex-wrap gap-2">
        <Button data-testid="move-yes" isBusy={move.isPending} onClick={go}>
          {move.isPending ? texts.going : texts.go}
        </Button>
        <Button look="quiet" onClick={onKeep}>
          {texts.keep}
        </Button>
      </div>
    </div>
  );
}
