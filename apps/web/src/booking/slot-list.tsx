import type { TherapistView } from '@limber/contracts';
import { Check } from 'lucide-react';
import type { ReactElement } from 'react';
import { useClinic, useTherapists } from '../api/clinic.queries.ts';
import { formatOf } from '../ui/format.ts';
import { usePlaceFormat } from '../ui/use-format.ts';
import { BestFitMark } from './best-fit.tsx';
import { timesTexts as texts } from './times.en.ts';
import { twoTexts } from './two.en.ts';
import { byPart, firstName, oneTherapist, type Slot } from './times.rules.ts';

interface SlotProps {
  slot: Slot;
  showsDay: boolean;
  showsPlace: boolean;
  isBusy: boolean;
  /** Undefined where a pick acts at once. */
  isChosen?: boolean | undefined;
  isForTwo?: boolean | undefined;
  onPick: (slot: Slot) => void;
}

/** Whose hands: both names where there are only two, else how many there are to choose from. */
function twoOf({ therapistIds }: Slot, therapists: readonly TherapistView[]): string {
  const [first, second, ...others] = therapistIds.map(
    (id) => therapists.find((each) => each.id === id)?.name ?? '',
  );
  return first && second && others.length === 0
    ? twoTexts.both(firstName(first), firstName(second))
    : twoTexts.twoOf(therapistIds.length);
}

function SlotButton(props: SlotProps): ReactElement {
  const { slot, showsDay, showsPlace, isBusy, isChosen, onPick } = props;
  const format = usePlaceFormat(slot.locationId);
  const { data: therapists = [] } = useTherapists();
  const { data: clinic } = useClinic();
  const one = oneTherapist(slot, therapists);
  const any = one ? firstName(one.name) : texts.anyOf(slot.therapistIds.length);
  const who = props.isForTwo ? twoOf(slot, therapists) : any;
  const place = showsPlace
    ? (clinic?.locations.find(({ id }) => id === slot.locationId)?.name ?? '')
    : '';
  const from = showsDay ? format.shortMoment(slot.startsAt) : format.time(slot.startsAt);
  const isBest = slot.fit?.best ?? false;
  return (
    <button
      type="button"
      data-testid="slot"
      data-start={slot.startsAt}
      data-best={isBest}
      data-for-two={props.isForTwo}
      aria-busy={isBusy || undefined}
      aria-pressed={isChosen}
      onClick={() => onPick(slot)}
      className={`block min-h-16 w-full rounded-card border px-4 py-2 text-left transition-colors hover:border-pine hover:bg-sage aria-busy:opacity-60 ${isChosen ? 'border-pine bg-sage outline-1 outline-pine' : 'border-edge bg-surface'}`}
    >
      <span className="flex items-center justify-between gap-2">
        <span className="nums text-17 leading-snug font-semibold">{from}</span>
        {isBest && <BestFitMark />}
        {isChosen && <Check aria-hidden size={18} className="shrink-0 text-pine" />}
      </span>
      <span className="block truncate text-13 text-quiet">
        <span className="sr-only">{texts.untilWith(format.time(slot.endsAt))}</span>
        {place ? texts.whoWhere(who, place) : who}
      </span>
    </button>
  );
}

interface Props {
  slots: readonly Slot[];
  /** Grouped by the part of the day; otherwise in the order given, each with its day. */
  isGrouped: boolean;
  showsPlace: boolean;
  busyStart: string | null;
  chosenStart?: string | null | undefined;
  isForTwo?: boolean | undefined;
  onPick: (slot: Slot) => void;
}

export function SlotList(props: Props): ReactElement {
  const { slots, isGrouped, showsPlace, busyStart, chosenStart, isForTwo, onPick } = props;
  const { data: clinic } = useClinic();
  const hourOf = ({ startsAt, locationId }: Slot): number =>
    formatOf(clinic, locationId).hour(startsAt);
  const groups: [string, readonly Slot[]][] = isGrouped
    ? byPart(slots, hourOf).map(([part, found]) => [texts.parts[part], found])
    : [[texts.byFit, slots]];
  return (
    <div className="space-y-6">
      {groups.map(([title, found]) => (
        <section key={title} aria-label={title}>
          <h3 className="mb-2 text-13 font-semibold text-quiet">{title}</h3>
          <ul className="grid grid-cols-2 gap-2">
            {found.map((slot) => (
              <li
                key={slot.startsAt + slot.locationId}
                className={isGrouped ? '' : 'col-span-2 sm:col-span-1'}
              >
                <SlotButton
                  slot={slot}
                  showsDay={!isGrouped}
                  showsPlace={showsPlace}
                  isForTwo={isForTwo}
                  isBusy={busyStart === slot.startsAt}
                  isChosen={chosenStart === undefined ? undefined : chosenStart === slot.startsAt}
                  onPick={onPick}
                />
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
