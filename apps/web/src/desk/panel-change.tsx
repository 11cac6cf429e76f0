import type { DeskBookingDetail } from '@limber/contracts';
import { Clock3, Undo2 } from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useNow } from '../ui/use-now.ts';
import { changeTexts as texts } from './change.en.ts';
import { comesLater, decideNotice, undoCancel, undoNoShow } from './desk-change.requests.ts';
import { useChange } from './use-change.ts';

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}

/** Ten minutes later, where what follows allows it. The clinic says which rule it would break. */
export function ComesLater({ booking, format }: Props): ReactElement | null {
  const late = useChange(
    (seen) => comesLater(seen, 10),
    ({ contact, startsAt }) => texts.late(contact.name, format.time(startsAt)),
  );
  if (booking.visit !== 'booked' || booking.status !== 'confirmed') return null;
  return (
    <div className="space-y-3">
      <Button
        look="quiet"
        data-testid="late"
        className="w-full"
        isBusy={late.isPending}
        onClick={() => late.mutate(booking)}
      >
        <Clock3 aria-hidden size={18} />
        {texts.plusTen}
      </Button>
      {late.isError && <Trouble error={late.error} />}
    </div>
  );
}

const isStill = (until: string | null, now: number): until is string =>
  until !== null && Date.parse(until) > now;

/** What can be taken back, for as long as that is true. */
export function TakeBack({ booking, format }: Props): ReactElement | null {
  const now = useNow(5_000);
  const { cancellation, noShow } = booking.undo;
  const back = useChange(
    (seen) => (isStill(cancellation, now) ? undoCancel(seen) : undoNoShow(seen.reference)),
    ({ contact }) => texts.takenBack(contact.name),
  );
  const until = [cancellation, noShow].find((each) => isStill(each, now));
  if (!until) return null;
  return (
    <div className="space-y-3">
      <Button
        look="quiet"
        data-testid="take-back"
        className="w-full"
        isBusy={back.isPending}
        onClick={() => back.mutate(booking)}
      >
        <Undo2 aria-hidden size={18} />
        {isStill(cancellation, now) ? texts.undoCancel : texts.undoNoShow}
      </Button>
      <p className="nums text-13 text-quiet">{texts.until(format.shortMoment(until))}</p>
      {back.isError && <Trouble error={back.error} />}
    </div>
  );
}

const settling: readonly string[] = ['booking_moved', 'booking_cancelled'];

/** The mail of a change waits three minutes; here it can be hurried or called off. */
export function Settling({ booking, format }: Props): ReactElement | null {
  const now = useNow(5_000);
  const waiting = booking.messages.find(
    ({ kind, state, dueAt }) =>
      settling.includes(kind) && state === 'planned' && Date.parse(dueAt) > now,
  );
  const send = useChange(
    (seen) => decideNotice(seen, 'send_now'),
    () => texts.sentNow,
  );
  const drop = useChange(
    (seen) => decideNotice(seen, 'do_not_send'),
    () => texts.notSent,
  );
  if (!waiting) return null;
  return (
    <section
      aria-label={texts.settling}
      className="space-y-3 rounded-card border border-line bg-paper p-3"
    >
      <p className="nums text-15">{texts.goesAt(format.time(waiting.dueAt))}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" isBusy={send.isPending} onClick={() => send.mutate(booking)}>
          {texts.sendNow}
        </Button>
        <Button look="plain" isBusy={drop.isPending} onClick={() => drop.mutate(booking)}>
          {texts.doNotSend}
        </Button>
      </div>
      {(send.isError || drop.isError) && <Trouble error={send.error ?? drop.error} />}
    </section>
  );
}
