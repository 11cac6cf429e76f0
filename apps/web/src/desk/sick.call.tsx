import type { ReOfferView, SickCallView } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { spanWords } from '../ui/span-words.ts';
import { Trouble, troubleOf } from '../ui/trouble.tsx';
import { CallLink } from './call-link.tsx';
import { CALENDAR } from './desk.requests.ts';
import { useStaff } from './me.context.ts';
import { say } from './said.store.ts';
import { sickTexts as texts } from './sick.en.ts';
import { reOffer, withdrawOffer } from './sick.requests.ts';
import { useOnce } from './use-once.ts';
import { useOpen } from './use-open.ts';

type Booking = SickCallView['bookings'][number];
/** The replacement chosen for each booking by its reference; null = not to be offered. */
type Picks = Readonly<Record<string, string | null>>;

/** Nothing is offered that could still be answered, and nothing has settled it. */
const isUnsettled = ({ offer }: Booking): boolean =>
  offer === null || offer.state === 'expired' || offer.state === 'withdrawn';

const canOffer = (booking: Booking): boolean =>
  booking.canBeMailed && booking.replacements.length > 0 && isUnsettled(booking);

/** Chosen to begin with: whoever can be offered somebody nobody else is given. */
const pickOf = (booking: Booking, picks: Picks): string | null => {
  const { reference, suggestedTherapistId } = booking;
  if (!canOffer(booking)) return null;
  return reference in picks ? (picks[reference] ?? null) : suggestedTherapistId;
};

function Offer({ offer, zone }: { offer: ReOfferView; zone: string }): ReactElement {
  const { clinic } = useStaff();
  const format = formatFor(clinic.locale, zone);
  const cache = useQueryClient();
  const back = useMutation({
    mutationFn: () => withdrawOffer(offer.id),
    onSuccess: () => say('done', texts.withdrawn),
    onError: (error) => say('trouble', troubleOf(error).detail),
    onSettled: () => cache.invalidateQueries({ queryKey: CALENDAR }),
  });
  const isOpen = offer.state === 'offered';
  return (
    <p data-testid="offer" className="flex flex-wrap items-center gap-x-3 text-15">
      <span className="font-semibold">{texts.states[offer.state]}</span>
      {isOpen && (
        <>
          <span className="nums text-quiet">
            {texts.until(offer.therapist.name, format.shortMoment(offer.expiresAt))}
          </span>
          <Button
            look="plain"
            className="min-h-11! px-2 text-15!"
            isBusy={back.isPending}
            onClick={() => back.mutate()}
          >
            {texts.withdraw}
          </Button>
        </>
      )}
    </p>
  );
}

interface RowProps {
  booking: Booking;
  picked: string | null;
  onPick: (therapistId: string | null) => void;
}

/** Why no mail can settle it, or null. */
const byHandWhy = ({ isForTwo, replacements, canBeMailed }: Booking): string | null => {
  if (isForTwo) return texts.forTwo;
  if (replacements.length === 0) return texts.nobody;
  return canBeMailed ? null : texts.noMail;
};

/** What no mail settles is settled on the phone: the number and the booking are one press away. */
function ByHand({ booking, why }: { booking: Booking; why: string }): ReactElement {
  const { reference, clientName: name, phone } = booking;
  const { open } = useOpen();
  return (
    <div className="w-full space-y-2 py-1 lg:w-[350px]">
      <p className="text-15 text-amber">{why}</p>
      <div className="flex flex-wrap gap-2">
        {phone ? (
          <CallLink name={name} phone={phone} className="min-h-11! px-3! text-15!" />
        ) : (
          <p className="self-center text-15 text-amber">{texts.noPhone}</p>
        )}
        <Button
          look="quiet"
          aria-label={texts.arrangeFor(name)}
          className="min-h-11! flex-1 px-2! text-15! whitespace-nowrap"
          onClick={() => open(reference)}
        >
          {texts.arrange}
        </Button>
      </div>
    </div>
  );
}

function Choice({ booking, picked, onPick }: RowProps): ReactElement | null {
  const { clientName, replacements, suggestedTherapistId, when } = useWords(booking);
  if (!isUnsettled(booking)) return null;
  const why = byHandWhy(booking);
  if (why) return <ByHand booking={booking} why={why} />;
  return (
    <div className="flex flex-wrap items-center gap-x-4">
      <Tick
        isOn={picked !== null}
        onToggle={(isOn) =>
          onPick(isOn ? (suggestedTherapistId ?? replacements[0]?.id ?? null) : null)
        }
      >
        <span className="sr-only">{texts.choose(clientName, when)}</span>
      </Tick>
      <select
        aria-label={texts.instead(clientName)}
        value={picked ?? ''}
        onChange={({ target }) => onPick(target.value || null)}
        className="min-h-11 rounded-card border border-edge bg-surface px-3 text-15"
      >
        <option value="">{texts.notNow}</option>
        {replacements.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </div>
  );
}

function useWords(booking: Booking) {
  const { clinic } = useStaff();
  const format = formatFor(clinic.locale, booking.timeZone);
  return {
    ...booking,
    when: `${format.shortMoment(booking.startsAt)} – ${format.time(booking.endsAt)}`,
  };
}

function Row(props: RowProps): ReactElement {
  const { booking } = props;
  const { open } = useOpen();
  const { when } = useWords(booking);
  return (
    <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-1 border-t border-line py-2 first:border-t-0 lg:flex-nowrap">
      <div className="min-w-0">
        <button
          type="button"
          data-reference={booking.reference}
          onClick={() => open(booking.reference)}
          className="min-h-9 text-left text-15 font-semibold break-words hover:text-pine hover:underline"
        >
          <span className="sr-only">{texts.open}</span>
          {booking.clientName}
        </button>
        <p className="nums text-13 text-quiet">{`${when} · ${booking.service} · ${booking.room.name}`}</p>
      </div>
      <div className="flex min-h-9 flex-wrap items-center gap-x-4 max-sm:w-full sm:self-center">
        {booking.offer && <Offer offer={booking.offer} zone={booking.timeZone} />}
        <Choice {...props} />
      </div>
    </li>
  );
}

function useOffers(call: SickCallView) {
  const cache = useQueryClient();
  const keyOf = useOnce();
  return useMutation({
    mutationFn: (offers: { reference: string; therapistId: string }[]) =>
      reOffer({ offers }, keyOf({ offers, at: call.bookings })),
    onSuccess: ({ offered }) => {
      if (offered.length > 0) say('done', texts.offered(offered.length));
    },
    onSettled: () => cache.invalidateQueries({ queryKey: CALENDAR }),
  });
}

interface RefusedProps {
  refused: NonNullable<ReturnType<typeof useOffers>['data']>['refused'];
  call: SickCallView;
}

function Refused({ refused, call }: RefusedProps): ReactElement | null {
  if (refused.length === 0) return null;
  const nameOf = (reference: string): string =>
    call.bookings.find((each) => each.reference === reference)?.clientName ?? reference;
  return (
    <Notice tone="caution" title={texts.notOffered(refused.length)} isUrgent>
      <ul>
        {refused.map(({ reference, code }) => (
          <li key={reference}>{`${nameOf(reference)}: ${texts.refusals[code]}`}</li>
        ))}
      </ul>
    </Notice>
  );
}

/** One person's absence: each booking in it, who could step in, and what has become of the offer. */
export function SickCall({ call }: { call: SickCallView }): ReactElement {
  const { clinic } = useStaff();
  const format = formatFor(clinic.locale, clinic.timeZone);
  const [picks, setPicks] = useState<Picks>({});
  const offers = useOffers(call);
  const chosen = call.bookings.flatMap((booking) => {
    const therapistId = pickOf(booking, picks);
    return therapistId ? [{ reference: booking.reference, therapistId }] : [];
  });
  return (
    <section
      aria-label={call.therapist.name}
      data-testid="sick-call"
      className="space-y-3 rounded-card border border-line bg-surface p-4"
    >
      <h2 className="text-17 font-semibold break-words">{call.therapist.name}</h2>
      <p className="nums text-15 text-quiet">
        {`${texts.away(spanWords(format, { startsAt: call.from, endsAt: call.to }))}. ${texts.affected(call.bookings.length, call.listedElsewhere)}`}
      </p>
      <ul>
        {call.bookings.map((booking) => (
          <Row
            key={booking.reference}
            booking={booking}
            picked={pickOf(booking, picks)}
            onPick={(id) => setPicks((before) => ({ ...before, [booking.reference]: id }))}
          />
        ))}
      </ul>
      <Refused refused={offers.data?.refused ?? []} call={call} />
      {offers.isError && <Trouble error={offers.error} />}
      {chosen.length > 0 && (
        <Button
          data-testid="offer-all"
          isBusy={offers.isPending}
          onClick={() => offers.mutate(chosen)}
        >
          {offers.isPending ? texts.offering : texts.offer(chosen.length)}
        </Button>
      )}
    </section>
  );
}
