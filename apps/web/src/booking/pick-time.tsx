import type { HoldRequest } from '@limber/contracts';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, type ReactNode, useId } from 'react';
import { now } from '../api/clinic-clock.ts';
import { isCode } from '../api/problem.ts';
import { useClinic, useServices, useTherapists } from '../api/clinic.queries.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat, usePlaceFormat } from '../ui/use-format.ts';
import { namedAgain, wishedAgain } from './again.rules.ts';
import { Alternatives } from './alternatives.tsx';
import type { BookingSearch } from './booking.search.ts';
import { useDraft } from './draft.store.ts';
import { ActionBar } from './layout.tsx';
import { Filters } from './filters.tsx';
import { timesTexts as texts } from './times.en.ts';
import { filterDays, type Slot } from './times.rules.ts';
import { TimesOfDays } from './times.section.tsx';
import { twoTexts } from './two.en.ts';
import { JoinLink } from '../waitlist/join.link.tsx';
import { waitlistLinkTexts } from '../waitlist/link.en.ts';
import { useHold } from './use-hold.ts';
import { rangeOf, useTimes } from './use-times.ts';

interface Props {
  serviceId: string;
  durationMin: number;
  search: BookingSearch;
  fitFor: string | undefined;
  /** What the mark "best fit" means; null without a window to fit. */
  fitWhy: ReactNode;
  /** A long list stands above the times: a button leads past it. */
  isFarDown: boolean;
  /** Drawn with the starts on offer. */
  chart: (starts: readonly string[]) => ReactNode;
  onChange: (change: Partial<BookingSearch>) => void;
}

type Priced = Pick<Props, 'serviceId' | 'durationMin' | 'search'>;

function usePrice({ serviceId, durationMin, search }: Priced) {
  const { data: services } = useServices();
  const format = useFormat();
  const service = services?.find((each) => each.id === serviceId);
  const price = service?.durations.find(({ minutes }) => minutes === durationMin)?.price;
  if (!service || !price) return null;
  // Side by side costs what two sessions cost.
  const whole = { ...price, amount: price.amount * (search.two ? 2 : 1) };
  return { service: service.name, price: format.money(whole) };
}

/** Rests at the bottom of a phone until the times come into view. */
function JumpToTimes({ onJump, ...what }: Props & { onJump: () => void }): ReactElement | null {
  const sold = usePrice(what);
  if (!sold) return null;
  return (
    <ActionBar isPhoneOnly>
      <Button className="nums" onClick={onJump}>
        {texts.seeTimes(sold.price)}
      </Button>
    </ActionBar>
  );
}

function Heading({ id, ...what }: Priced & { id: string }): ReactElement {
  const sold = usePrice(what);
  return (
    <div>
      <h2 id={id} className="voice text-28">
        {texts.title}
      </h2>
      {sold && (
        <p className="nums mt-1 text-15 text-quiet">
          {texts.what(sold.service, what.durationMin, sold.price)}
        </p>
      )}
    </div>
  );
}

/** Keeps the picked start; a gender wish becomes a person, because a hold knows people only. */
function useKeep({ serviceId, durationMin, search }: Props, wished: string | null) {
  const navigate = useNavigate();
  const hold = useHold();
  const keep = (wanted: Pick<HoldRequest, 'startsAt' | 'locationId' | 'therapistId'>): void =>
    hold.mutate(
      {
        ...{ serviceId, durationMin, ...wanted },
        ...(wished && { preferTherapistId: wished }),
        ...(search.two && { partySize: 2 }),
      },
      { onSuccess: () => void navigate({ to: '/book/details' }) },
    );
  const keepSlot = ({ startsAt, locationId, therapistIds }: Slot): void => {
    const therapistId = search.therapist ?? (search.gender ? therapistIds[0] : undefined);
    keep({ startsAt, locationId, ...(therapistId && { therapistId }) });
  };
  return { hold, keep, keepSlot };
}

function Wishes({ search, serviceId, fitFor, onChange }: Props): ReactElement {
  const isSorted = search.sort === 'fit';
  const { data: clinic } = useClinic();
  const hasRoomForTwo = clinic?.locations.some(({ forTwo }) => forTwo) ?? false;
  return (
    <>
      <div className="flex flex-wrap gap-2">
        {fitFor && (
          <Chip isOn={isSorted} onToggle={() => onChange({ sort: isSorted ? undefined : 'fit' })}>
            {texts.sortByFit}
          </Chip>
        )}
        {hasRoomForTwo && (
          <Chip
            isOn={search.two === true}
            onToggle={() => onChange({ two: search.two ? undefined : true, gender: undefined })}
          >
            {twoTexts.chip}
          </Chip>
        )}
      </div>
      {search.two && <p className="text-15 text-quiet">{twoTexts.lead}</p>}
      <Filters search={search} serviceId={serviceId} onChange={onChange} />
    </>
  );
}

interface KeepTroubleProps {
  hold: ReturnType<typeof useHold>;
  onPick: (wanted: HoldRequest) => void;
}

function KeepTrouble({ hold, onPick }: KeepTroubleProps): ReactElement | null {
  const { error } = hold;
  if (!isCode(error, 'SLOT_TAKEN')) return hold.isError ? <Trouble error={error} /> : null;
  const { alternatives } = error;
  return (
    <Alternatives
      title={texts.taken.title}
      lead={alternatives.length > 0 ? texts.taken.lead : texts.taken.leadNone}
      starts={alternatives}
      locationId={hold.variables?.locationId}
      isBusy={hold.isPending}
      onPick={(startsAt) => hold.variables && onPick({ ...hold.variables, startsAt })}
    />
  );
}

/** In person means the clocks of the place; places of one clinic can have different ones. */
function WhoseClocks({ locationId }: { locationId: string | undefined }): ReactElement {
  const { data: clinic } = useClinic();
  const { timeZone } = usePlaceFormat(locationId);
  const places = clinic?.locations.filter(({ id }) => !locationId || id === locationId) ?? [];
  const zones = new Set(places.map((place) => place.timeZone));
  const [only = timeZone] = zones;
  return (
    <p className="text-13 text-quiet">{zones.size > 1 ? texts.placeZones : texts.yourZone(only)}</p>
  );
}

export function PickTime(props: Props): ReactElement {
  const { serviceId, durationMin, search, fitFor, onChange } = props;
  const id = useId();
  const { therapist: therapistId, location: locationId } = search;
  const format = usePlaceFormat(locationId);
  const { data: therapists = [] } = useTherapists();
  const range = rangeOf(format.date(now()), search.date);
  const partySize = search.two ? ('2' as const) : undefined;
  const asked = { serviceId, durationMin, ...range, therapistId, locationId, fitFor, partySize };
  const times = useTimes(asked);
  const wished = wishedAgain(search, useDraft());
  const { hold, keep, keepSlot } = useKeep(props, wished);
  const free = times.data ? filterDays(times.data.days, search, therapists) : [];
  // Two side by side are named as two.
  const days = search.two ? free : namedAgain(free, wished);
  const starts = days.flatMap((day) => day.slots.map((slot) => slot.startsAt));
  return (
    <>
      {props.chart(starts)}
      {props.isFarDown && (
        <JumpToTimes {...props} onJump={() => document.getElementById(id)?.scrollIntoView()} />
      )}
      <section aria-labelledby={id} className="space-y-5 border-t border-line pt-8">
        <Heading {...{ id, serviceId, durationMin, search }} />
        <Wishes {...props} />
        {props.fitWhy}
        <KeepTrouble hold={hold} onPick={keep} />
        {times.isError && <Trouble error={times.error} onRetry={() => void times.refetch()} />}
        {times.isPending && <Skeleton rows={5} height={64} />}
        {times.data && (
          <TimesOfDays
            days={days}
            nextFreeAt={times.data.nextFreeAt}
            search={search}
            busyStart={hold.isPending ? hold.variables.startsAt : null}
            onChange={onChange}
            onPick={keepSlot}
            {...(!search.two && {
              waitingLead: waitlistLinkTexts.linkLead,
              waiting: (date: string) => <JoinLink {...{ serviceId, durationMin, date, search }} />,
            })}
          />
        )}
        <WhoseClocks locationId={locationId} />
      </section>
    </>
  );
}
