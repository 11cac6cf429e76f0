import { type ReactElement, useId } from 'react';
import { type Effect, placeOf, scales, type Unit } from './effects.rules.ts';
import { effectTexts as texts } from './evidence.en.ts';
import { studyName } from './study-name.ts';

const percent = (value: number): string => `${value.toFixed(2)}%`;

/** A true minus: a hyphen is too short beside figures. */
const signed = (value: number, unit: Unit): string =>
  value.toFixed(unit === 'smd' ? 2 : 0).replace('-', '−');

function ZeroLine({ unit }: { unit: Unit }): ReactElement {
  return (
    <span className="absolute inset-y-0 w-px bg-ink" style={{ left: percent(placeOf(0, unit)) }} />
  );
}

/** The interval as a line, the estimate as a mark of its own shape, both where they belong. */
function Bar({ effect }: { effect: Effect }): ReactElement {
  const { unit, low, high, estimate } = effect;
  const from = placeOf(low, unit);
  return (
    <div
      aria-hidden
      data-low={low}
      data-high={high}
      data-estimate={estimate}
      className="relative h-7 sm:h-full sm:min-h-11"
    >
      <ZeroLine unit={unit} />
      <span
        data-part="interval"
        className="absolute top-1/2 h-0.5 -translate-y-1/2 bg-pine"
        style={{ left: percent(from), width: percent(placeOf(high, unit) - from) }}
      />
      {[low, high].map((end) => (
        <span
          key={end}
          className="absolute top-1/2 h-2.5 w-0.5 -translate-x-1/2 -translate-y-1/2 bg-pine"
          style={{ left: percent(placeOf(end, unit)) }}
        />
      ))}
      <span
        data-part="estimate"
        className="absolute top-1/2 size-2.5 -translate-x-1/2 -translate-y-1/2 rotate-45 bg-pine"
        style={{ left: percent(placeOf(estimate, unit)) }}
      />
    </div>
  );
}

const columns = 'sm:grid sm:grid-cols-[minmax(0,190px)_1fr_150px] sm:items-center sm:gap-x-4';

function Row({ effect }: { effect: Effect }): ReactElement {
  const { measure, study, unit, estimate, low, high } = effect;
  return (
    <div role="row" className={`border-t border-line px-4 pt-2.5 sm:pt-0 ${columns}`}>
      <span role="rowheader" className="block text-15 leading-snug sm:py-2">
        {texts.measures[measure]}
        <span className="block text-13 text-quiet">{texts.by(studyName(study))}</span>
      </span>
      <span role="cell" className="block sm:h-full">
        <Bar effect={effect} />
      </span>
      <span role="cell" className="nums block pb-2.5 text-13 sm:py-2 sm:text-right">
        {texts.value(signed(estimate, unit), signed(low, unit), signed(high, unit))}
      </span>
    </div>
  );
}

/** Numbers under the plot, and in words which way is which. */
function Axis({ unit }: { unit: Unit }): ReactElement {
  const { from, to } = scales[unit];
  const step = (to - from) / 4;
  const marks = [from, from + step, from + 2 * step, 0, to];
  const edge = (mark: number): string =>
    mark === from ? '' : mark === to ? '-translate-x-full' : '-translate-x-1/2';
  return (
    <div aria-hidden className={`border-t border-line px-4 pb-3 text-13 text-quiet ${columns}`}>
      <span className="hidden sm:block" />
      <span className="nums relative block h-11">
        {marks.map((mark) => (
          <span
            key={mark}
            className={`absolute top-1 ${edge(mark)}`}
            style={{ left: percent(placeOf(mark, unit)) }}
          >
            {String(mark).replace('-', '−')}
          </span>
        ))}
        <span className="absolute top-6 left-0">{texts.less}</span>
        <span
          className="absolute top-6 -translate-x-1/2 whitespace-nowrap text-ink"
          style={{ left: percent(placeOf(0, unit)) }}
        >
          {texts.none}
        </span>
        <span className="absolute top-6 right-0 hidden sm:block">{texts.more}</span>
      </span>
    </div>
  );
}

function Plot({ unit, effects }: { unit: Unit; effects: readonly Effect[] }): ReactElement {
  const id = useId();
  const { name, note } = texts.units[unit];
  return (
    <figure className="overflow-hidden rounded-card border border-line bg-surface">
      <figcaption className="px-4 py-3">
        <span id={id} className="block text-15 font-semibold">
          {name}
        </span>
        <span className="block text-13 text-quiet">{note}</span>
      </figcaption>
      <div role="table" aria-labelledby={id}>
        <div role="row" className="sr-only">
          <span role="columnheader">{texts.what}</span>
          <span role="columnheader">{texts.picture}</span>
          <span role="columnheader">{texts.estimate}</span>
        </div>
        {effects.map((effect) => (
          <Row key={effect.study.id + effect.measure} effect={effect} />
        ))}
      </div>
      <Axis unit={unit} />
    </figure>
  );
}

/** Sizes to scale with their intervals and the line of no difference; the numbers stand in it as a table. */
export function EffectPlots({ effects }: { effects: readonly Effect[] }): ReactElement {
  const units = [...new Set(effects.map(({ unit }) => unit))];
  return (
    <div className="space-y-3">
      {units.map((unit) => (
        <Plot key={unit} unit={unit} effects={effects.filter((each) => each.unit === unit)} />
      ))}
    </div>
  );
}
