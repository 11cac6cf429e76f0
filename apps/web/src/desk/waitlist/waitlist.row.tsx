import type { DeskWaitlistEntry } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { type Format, longDate } from '../../ui/format.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { windowText } from '../../waitlist/entry.facts.tsx';
import { CallLink } from '../call-link.tsx';
import { say } from '../said.store.ts';
import { Sure } from '../../ui/sure.tsx';
import { OfferPick } from './offer.pick.tsx';
import { deskWaitlistTexts as texts } from './waitlist.en.ts';
import { removeFromWaitlist, WAITLIST } from './waitlist.requests.ts';

interface Props {
  entry: DeskWaitlistEntry;
  format: Format;
}

function Facts({ entry, format }: Props): ReactElement {
  const { service, durationMin, therapist, windows, moves, booked, open } = entry;
  const facts = [
    texts.since(format.shortMoment(entry.since)),
    texts.until(longDate(format.locale, entry.expiresOn)),
    texts.notice(Math.round(entry.noticeMin / 60)),
    texts.offered(entry.offers),
  ];
  return (
    <div className="nums space-y-1 text-15">
      <p>
        {texts.what(
          service.name,
          durationMin,
          therapist ? texts.with(therapist.name) : texts.anybody,
        )}
      </p>
      <ul>
        {windows.map((window) => {
          const text = windowText(window, format.locale);
          return <li key={text}>{text}</li>;
        })}
      </ul>
      {moves && <p>{texts.moves(moves.reference, format.shortMoment(moves.startsAt))}</p>}
      {booked && <p>{texts.booked(booked.reference, format.shortMoment(booked.startsAt))}</p>}
      {open && (
        <p className="font-medium text-pine">
          {texts.open(
            format.shortMoment(open.startsAt),
            open.therapist.name,
            format.time(open.expiresAt),
          )}
        </p>
      )}
      <p className="text-13 text-quiet">{facts.join(' · ')}</p>
    </div>
  );
}

function Removal({
  entry,
  onBack,
}: {
  entry: DeskWaitlistEntry;
  onBack: () => void;
}): ReactElement {
  const cache = useQueryClient();
  const remove = useMutation({
    mutationFn: () => removeFromWaitlist(entry),
    onSuccess: () => say('done', texts.removed(entry.clientName)),
    onSettled: () => void cache.invalidateQueries({ queryKey: WAITLIST }),
  });
  return (
    <div className="space-y-3">
      {remove.isError && <Trouble error={remove.error} />}
      <Sure
        {...{ sentence: texts.removeSure, yes: texts.removeYes, back: texts.back, onBack }}
        testId="remove-yes"
        isBusy={remove.isPending}
        onYes={() => remove.mutate()}
      />
    </div>
  );
}

function Actions({
  entry,
  onDo,
}: {
  entry: DeskWaitlistEntry;
  onDo: (what: 'offer' | 'remove') => void;
}): ReactElement {
  const { clientName, phone, open } = entry;
  return (
    <div className="flex flex-wrap gap-2">
      <CallLink name={clientName} phone={phone} />
      {!open && (
        <Button
          look="quiet"
          data-testid="offer-time"
          aria-label={texts.offerFor(clientName)}
          onClick={() => onDo('offer')}
        >
          {texts.offer}
        </Button>
      )}
      <Button
        look="plain"
        data-testid="remove"
        aria-label={texts.removeFor(clientName)}
        onClick={() => onDo('remove')}
      >
        {texts.remove}
      </Button>
    </div>
  );
}

/** One person who waits: what for, and what the desk can do about it. */
export function WaitlistRow({ entry, format }: Props): ReactElement {
  const [doing, setDoing] = useState<'offer' | 'remove' | null>(null);
  const isWaiting = entry.state === 'waiting';
  const onBack = (): void => setDoing(null);
  return (
    <li
      data-testid="waitlist-entry"
      className="space-y-3 border-b border-line px-4 py-4 last:border-b-0"
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="min-w-0 text-17 font-semibold break-words">{entry.clientName}</h2>
        <p className="text-13 text-quiet">{texts.states[entry.state]}</p>
      </div>
      <Facts {...{ entry, format }} />
      {isWaiting && doing === null && <Actions entry={entry} onDo={setDoing} />}
      {isWaiting && doing === 'offer' && <OfferPick {...{ entry, format, onBack }} />}
      {isWaiting && doing === 'remove' && <Removal {...{ entry, onBack }} />}
    </li>
  );
}
