import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import type { Format } from '../ui/format.ts';
import { rebookTexts as texts } from './rebook.en.ts';
import type { Offer } from './use-offers.ts';

interface Props {
  offers: readonly Offer[];
  chosen: Offer;
  format: Format;
  onPick: (startsAt: string) => void;
}

function Row({
  offer,
  isOn,
  format,
  onPick,
}: Omit<Props, 'offers' | 'chosen'> & { offer: Offer; isOn: boolean }): ReactElement {
  const { data: clinic } = useClinic();
  const who = offer.therapist.name;
  const isPlaceNeeded = (clinic?.locations.length ?? 0) > 1;
  return (
    <label className="flex min-h-12 cursor-pointer items-center gap-3 border-b border-line px-4 py-2 text-15 last:border-b-0 has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-pine">
      <input
        type="radio"
        name="offer"
        className="size-5 shrink-0 accent-pine"
        checked={isOn}
        onChange={() => onPick(offer.startsAt)}
      />
      <span className="min-w-0">
        <span className={`nums ${isOn ? 'font-semibold' : ''}`}>
          {format.shortMoment(offer.startsAt)}
        </span>{' '}
        <span className="text-quiet">
          {isPlaceNeeded ? texts.withAt(who, offer.location.name) : texts.with(who)}
        </span>
      </span>
    </label>
  );
}

/** The best time and two others; which one is chosen stands on the button. */
export function OfferChoice({ offers, chosen, format, onPick }: Props): ReactElement {
  return (
    <section aria-label={texts.title} className="rise">
      <h2 className="text-17 font-semibold">{texts.title}</h2>
      <p className="nums mt-1 mb-3 text-15 text-quiet">
        {texts.lead(chosen.service, chosen.durationMin)}
      </p>
      <fieldset className="min-w-0 rounded-card border border-line bg-surface">
        <legend className="sr-only">{texts.times}</legend>
        {offers.map((offer) => (
          <Row
            key={offer.startsAt}
            offer={offer}
            isOn={offer === chosen}
            format={format}
            onPick={onPick}
          />
        ))}
      </fieldset>
    </section>
  );
}
