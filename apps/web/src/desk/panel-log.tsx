import type { DeskBookingDetail } from '@limber/contracts';
import {
  Ban,
  CircleAlert,
  CircleCheck,
  CircleHelp,
  CircleSlash,
  Clock3,
  type LucideIcon,
  Send,
} from 'lucide-react';
import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { Trouble } from '../ui/trouble.tsx';
import { sendAgain } from './desk-change.requests.ts';
import { logTexts as texts, messageStates } from './log.en.ts';
import { panelTexts } from './panel.en.ts';
import { useStaff } from './me.context.ts';
import { PanelPart } from './panel-parts.tsx';
import { useChange } from './use-change.ts';

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}
type Message = DeskBookingDetail['messages'][number];
type Entry = DeskBookingDetail['history'][number];

const icons: Readonly<Record<string, { icon: LucideIcon; ink: string }>> = {
  planned: { icon: Clock3, ink: 'text-quiet' },
  sending: { icon: Send, ink: 'text-pine' },
  sent: { icon: CircleCheck, ink: 'text-pine' },
  cancelled: { icon: CircleSlash, ink: 'text-quiet' },
  dropped: { icon: CircleSlash, ink: 'text-quiet' },
  skipped_stale: { icon: Ban, ink: 'text-quiet' },
  dead: { icon: CircleAlert, ink: 'text-brick' },
};
const unclear = { icon: CircleHelp, ink: 'text-amber' };

function SendAgain({ booking, message }: { booking: DeskBookingDetail; message: Message }) {
  const { role } = useStaff();
  const send = useChange(
    ({ reference }) => sendAgain(reference, message.id),
    () => texts.onItsWay(texts.kind(message.kind)),
  );
  if (!message.canSendAgain || role === 'therapist') return null;
  return (
    <span className="mt-1 block space-y-2">
      <Button
        look="quiet"
        data-testid="send-again"
        aria-label={texts.sendAgainFor(texts.kind(message.kind))}
        isBusy={send.isPending}
        onClick={() => send.mutate(booking)}
        className="min-h-11 px-4 text-15!"
      >
        {texts.sendAgain}
      </Button>
      {send.isError && <Trouble error={send.error} />}
    </span>
  );
}

function MessageRow({ message, booking, format }: Props & { message: Message }): ReactElement {
  const { icon: Icon, ink } = icons[message.state] ?? unclear;
  const times = [
    message.sentAt
      ? texts.sent(format.shortMoment(message.sentAt))
      : texts.due(format.shortMoment(message.dueAt)),
    message.reason && texts.reason(message.reason),
  ];
  return (
    <li data-testid="message" className="flex gap-3 py-1.5 text-15">
      <Icon aria-hidden size={17} className={`mt-[3px] shrink-0 ${ink}`} />
      <span className="min-w-0 flex-1">
        <span className="flex justify-between gap-3">
          <span className="font-medium">{texts.kind(message.kind)}</span>
          <span className={`shrink-0 ${ink}`}>{messageStates[message.state] ?? message.state}</span>
        </span>
        <span className="nums block text-13 text-quiet">{times.filter(Boolean).join(', ')}</span>
        <SendAgain booking={booking} message={message} />
      </span>
    </li>
  );
}

export function PanelMessages({ booking, format }: Props): ReactElement {
  return (
    <PanelPart title={texts.messages}>
      {booking.messages.length === 0 && <p className="text-15 text-quiet">{texts.noMessages}</p>}
      <ul>
        {booking.messages.map((message) => (
          <MessageRow key={message.id} {...{ message, booking, format }} />
        ))}
      </ul>
    </PanelPart>
  );
}

function whatHappened({ action, details }: Entry, format: Format): string {
  const { from, to, reason } = details;
  if (action === 'booking.moved' && from && to) {
    return texts.moved(format.shortMoment(from), format.shortMoment(to));
  }
  const more = from && to ? texts.change(from, to) : reason && texts.because(reason);
  return more ? `${texts.action(action)}: ${more}` : texts.action(action);
}

export function PanelHistory({ booking, format }: Props): ReactElement {
  const { history } = booking;
  return (
    <PanelPart title={texts.history}>
      {history.length === 0 && <p className="text-15 text-quiet">{texts.noHistory}</p>}
      <ol>
        {history.map((entry) => (
          <li key={entry.at + entry.action} className="py-1.5 text-15">
            <span className="block font-medium">{whatHappened(entry, format)}</span>
            <span className="nums block text-13 text-quiet">
              {`${format.shortMoment(entry.at)}, ${panelTexts.by[entry.by]}`}
            </span>
          </li>
        ))}
      </ol>
    </PanelPart>
  );
}
