import type { DeskCalendar, DeskCheck } from '@limber/contracts';
import { type ReactElement, type ReactNode, useId } from 'react';
import { useServices } from '../../api/clinic.queries.ts';
import { RedFlags } from '../../booking/red-flags.tsx';
import { Chip, ChipGroup } from '../../ui/chip.tsx';
import { Tick } from '../../ui/field.tsx';
import type { Format } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { ClockFields } from '../which-time.tsx';
import { type Asked, type Draft, hasMail, lengthFor } from './new.draft.ts';
import { moveTexts } from './move.en.ts';
import { newTexts as texts } from './new.en.ts';

interface Props {
  draft: Draft;
  onChange: (change: Partial<Draft>) => void;
}

export function Part({ title, children }: { title: string; children: ReactNode }): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-3 border-t border-line pt-4">
      <h3 id={id} className="text-17 font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

export function ServiceFields({ draft, onChange }: Props): ReactElement {
  const { data: services = [] } = useServices();
  const service = services.find(({ id }) => id === draft.serviceId);
  return (
    <div className="space-y-3">
      <Select
        label={texts.service}
        value={draft.serviceId}
        options={services.map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(serviceId) =>
          onChange({
            serviceId,
            durationMin: lengthFor(
              services.find(({ id }) => id === serviceId),
              draft.durationMin || 60,
            ),
          })
        }
      />
      <ChipGroup label={texts.length} isRadio>
        {(service?.durations ?? []).map(({ minutes }) => (
          <Chip
            key={minutes}
            role="radio"
            isOn={minutes === draft.durationMin}
            onToggle={() => onChange({ durationMin: minutes })}
          >
            {texts.minutes(minutes)}
          </Chip>
        ))}
      </ChipGroup>
    </div>
  );
}

interface WhenProps extends Props {
  calendar: DeskCalendar | undefined;
  check: DeskCheck | undefined;
  format: Format;
  isWalkIn: boolean;
  isTried: boolean;
}

function roomOptions(calendar: DeskCalendar | undefined, check: DeskCheck | undefined) {
  const { rooms = [], locations = [] } = calendar ?? {};
  const here = check?.rooms ?? [];
  const placeOf = (id: string): string => locations.find((each) => each.id === id)?.name ?? '';
  // Those of the place that was looked at; then the others, of which choosing one changes the place.
  const elsewhere = rooms.filter(({ id }) => here.every((each) => each.id !== id));
  return [
    { value: '', label: texts.anyRoom },
    ...here.map(({ id, name, free, fits }) => ({
      value: id,
      label: free ? (fits ? name : texts.roomLacks(name)) : texts.roomTaken(name),
    })),
    ...elsewhere.map(({ id, name, locationId }) => ({
      value: id,
      label: locations.length > 1 ? moveTexts.roomAt(name, placeOf(locationId)) : name,
    })),
  ];
}

export function WhenFields({
  draft,
  onChange,
  calendar,
  check,
  format,
  isWalkIn,
  isTried,
}: WhenProps): ReactElement {
  return (
    <div className="space-y-3">
      {!isWalkIn && <ClockFields labels={texts} clock={draft} {...{ format, isTried, onChange }} />}
      <Select
        label={texts.therapist}
        value={draft.therapistId}
        options={(calendar?.therapists ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        onPick={(therapistId) => onChange({ therapistId })}
      />
      <Select
        label={texts.room}
        value={draft.roomId ?? ''}
        options={roomOptions(calendar, check)}
        onPick={(roomId) => onChange({ roomId: roomId || null })}
      />
    </div>
  );
}

const asked: readonly Asked[] = ['none', 'later', 'some'];

/** What was asked by word of mouth. Nothing is chosen that was not said; refusals refuse here too. */
export function ScreeningFields({ draft, onChange }: Props): ReactElement {
  const name = useId();
  return (
    <div className="space-y-2">
      <fieldset>
        <legend className="sr-only">{texts.screening}</legend>
        {asked.map((each) => (
          <label key={each} className="flex min-h-11 cursor-pointer items-center gap-3 text-15">
            <input
              type="radio"
              name={name}
              className="size-5 shrink-0 accent-pine"
              checked={draft.asked === each}
              onChange={() => onChange({ asked: each })}
            />
            {texts.screeningOf[each]}
          </label>
        ))}
      </fieldset>
      {draft.asked === 'some' && (
        <RedFlags ticked={draft.flags} onChange={(flags) => onChange({ flags })} />
      )}
      {draft.asked !== 'later' && (
        <Tick
          isOn={draft.keepAnswers}
          hint={texts.keepNeeded}
          onToggle={(keepAnswers) => onChange({ keepAnswers })}
        >
          {texts.keep}
        </Tick>
      )}
    </div>
  );
}

export function MailFields({ draft, onChange }: Props): ReactElement {
  if (!hasMail(draft)) return <p className="text-15 text-quiet">{texts.noMail}</p>;
  return (
    <div>
      <Tick isOn={draft.notify} onToggle={(notify) => onChange({ notify })}>
        {texts.notify}
      </Tick>
      <Tick isOn={draft.checkIns} onToggle={(checkIns) => onChange({ checkIns })}>
        {texts.checkIns}
      </Tick>
    </div>
  );
}
