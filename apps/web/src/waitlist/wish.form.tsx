import type { ServiceView, WaitlistWindow } from '@limber/contracts';
import { Plus, X } from 'lucide-react';
import type { ReactElement } from 'react';
import { useTherapists } from '../api/clinic.queries.ts';
import { Button } from '../ui/button.tsx';
import { Chip } from '../ui/chip.tsx';
import { Field } from '../ui/field.tsx';
import { Select } from '../ui/select.tsx';
import { waitlistTexts } from './waitlist.en.ts';
import {
  MAX_WINDOWS,
  nextWindow,
  notices,
  partNames,
  partOf,
  type Wish,
  withFrom,
  withPart,
} from './wish.rules.ts';

const texts = waitlistTexts.wish;

export type FieldError = (path: string) => string | undefined;

interface WindowProps {
  window: WaitlistWindow;
  at: number;
  today: string;
  isOnly: boolean;
  errorOf: FieldError;
  onChange: (window: WaitlistWindow) => void;
  onRemove: () => void;
}

function Hours({ window, at, errorOf, onChange }: WindowProps): ReactElement {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field
        type="time"
        label={texts.earliest}
        value={window.startTime}
        error={errorOf(`windows.${at}.startTime`)}
        onChange={({ target }) => onChange({ ...window, startTime: target.value || '00:00' })}
      />
      <Field
        type="time"
        label={texts.latest}
        value={window.endTime === '24:00' ? '23:59' : window.endTime}
        error={errorOf(`windows.${at}.endTime`)}
        onChange={({ target }) => onChange({ ...window, endTime: target.value || '24:00' })}
      />
    </div>
  );
}

function Dates({ window, at, today, errorOf, onChange }: WindowProps): ReactElement {
  return (
    <div className="grid grid-cols-2 gap-3">
      <Field
        type="date"
        label={texts.from}
        min={today}
        value={window.from}
        error={errorOf(`windows.${at}.from`)}
        onChange={({ target }) => target.value && onChange(withFrom(window, target.value))}
      />
      <Field
        type="date"
        label={texts.to}
        min={window.from}
        value={window.to}
        error={errorOf(`windows.${at}.to`)}
        onChange={({ target }) => target.value && onChange({ ...window, to: target.value })}
      />
    </div>
  );
}

function Parts({ window, at, onChange }: WindowProps): ReactElement {
  const part = partOf(window);
  return (
    <div role="radiogroup" aria-label={texts.partLabel(at + 1)} className="flex flex-wrap gap-2">
      {partNames.map((name) => (
        <Chip
          key={name}
          role="radio"
          isOn={part === name}
          onToggle={() => onChange(withPart(window, name))}
        >
          {texts.parts[name]}
        </Chip>
      ))}
      <Chip
        role="radio"
        isOn={part === null}
        onToggle={() => onChange({ ...window, startTime: '10:00', endTime: '18:00' })}
      >
        {texts.hours}
      </Chip>
    </div>
  );
}

/** One stretch of days with a part of the day: two dates and a tap. */
function WindowRow(props: WindowProps): ReactElement {
  const { window, at, isOnly, errorOf, onRemove } = props;
  const part = partOf(window);
  const partError =
    part && (errorOf(`windows.${at}.startTime`) ?? errorOf(`windows.${at}.endTime`));
  return (
    <fieldset
      data-testid="window"
      className="min-w-0 space-y-3 rounded-card border border-line bg-surface p-4"
    >
      <legend className="sr-only">{texts.window(at + 1)}</legend>
      <Dates {...props} />
      <Parts {...props} />
      {part === null && <Hours {...props} />}
      {partError && <p className="text-15 font-medium text-brick">{partError}</p>}
      {!isOnly && (
        <button
          type="button"
          aria-label={texts.remove(at + 1)}
          onClick={onRemove}
          className="link inline-flex min-h-11 items-center gap-1 text-15"
        >
          <X aria-hidden size={16} />
          {texts.removeShort}
        </button>
      )}
    </fieldset>
  );
}

interface Props {
  wish: Wish;
  service: ServiceView | undefined;
  today: string;
  errorOf: FieldError;
  onChange: (wish: Wish) => void;
}

function Windows({ wish, today, errorOf, onChange }: Props): ReactElement {
  const { windows } = wish;
  const replace = (at: number, window: WaitlistWindow): void =>
    onChange({ ...wish, windows: windows.map((each, n) => (n === at ? window : each)) });
  return (
    <section aria-label={texts.windows} className="space-y-3">
      <div>
        <h2 className="text-17 font-semibold">{texts.windows}</h2>
        <p className="text-15 text-quiet">{texts.windowsHint}</p>
      </div>
      {windows.map((window, at) => (
        <WindowRow
          key={at}
          {...{ window, at, today, errorOf }}
          isOnly={windows.length === 1}
          onChange={(changed) => replace(at, changed)}
          onRemove={() => onChange({ ...wish, windows: windows.filter((_, n) => n !== at) })}
        />
      ))}
      {windows.length < MAX_WINDOWS && (
        <Button
          look="quiet"
          onClick={() => onChange({ ...wish, windows: [...windows, nextWindow(windows, today)] })}
        >
          <Plus aria-hidden size={18} />
          {texts.add}
        </Button>
      )}
    </section>
  );
}

/** When, with whom, and with how much warning. */
export function WishFields(props: Props): ReactElement {
  const { wish, service, errorOf, onChange } = props;
  const { data: therapists = [] } = useTherapists();
  const skilled = therapists.filter(
    ({ sessionTypes }) => !service || sessionTypes.includes(service.sessionType),
  );
  return (
    <div className="space-y-6">
      <Windows {...props} />
      <div className="grid gap-4 sm:grid-cols-2">
        <Select
          label={texts.therapist}
          value={wish.therapistId ?? ''}
          options={[
            { value: '', label: texts.anybody },
            ...skilled.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          onPick={(id) => onChange({ ...wish, therapistId: id || null })}
        />
        <Select
          label={texts.notice}
          value={String(wish.noticeMin)}
          options={[...new Set([...notices, wish.noticeMin])]
            .sort((a, b) => a - b)
            .map((minutes) => ({ value: String(minutes), label: texts.noticeOf(minutes) }))}
          onPick={(minutes) => onChange({ ...wish, noticeMin: Number(minutes) })}
        />
      </div>
      <Field
        type="date"
        label={texts.expires}
        hint={texts.expiresHint}
        min={props.today}
        value={wish.expiresOn}
        error={errorOf('expiresOn')}
        onChange={({ target }) => onChange({ ...wish, expiresOn: target.value })}
      />
    </div>
  );
}
