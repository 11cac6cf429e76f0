import type { ReactElement } from 'react';
import { Disclosure } from '../ui/disclosure.tsx';
import { Field, Tick } from '../ui/field.tsx';
import type { Draft, Faults } from './private-calendar.rules.ts';
import { connectTexts as texts } from './private-calendars.en.ts';

interface FieldsProps {
  draft: Draft;
  faults: Faults;
  onType: (change: Partial<Draft>) => void;
}

function Login({ draft, faults, onType }: FieldsProps): ReactElement {
  return (
    <div className="rise space-y-4 pl-9">
      <Field
        label={texts.username}
        data-testid="calendar-username"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={200}
        value={draft.username}
        error={faults.username}
        onChange={(event) => onType({ username: event.target.value })}
      />
      <Field
        label={texts.password}
        data-testid="calendar-password"
        type="password"
        autoComplete="new-password"
        maxLength={500}
        value={draft.password}
        error={faults.password}
        onChange={(event) => onType({ password: event.target.value })}
      />
    </div>
  );
}

/** The address, and a login where that alone does not open it. */
export function Fields({ draft, faults, onType }: FieldsProps): ReactElement {
  return (
    <>
      <Field
        label={texts.address}
        hint={texts.addressHint}
        data-testid="calendar-address"
        type="text"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2_000}
        value={draft.address}
        error={faults.address}
        onChange={(event) => onType({ address: event.target.value })}
      />
      <div className="space-y-3">
        <Tick
          isOn={draft.asksPassword}
          onToggle={(asksPassword) => onType({ asksPassword })}
          hint={texts.asksHint}
          testId="calendar-asks"
        >
          {texts.asks}
        </Tick>
        {draft.asksPassword && <Login {...{ draft, faults, onType }} />}
      </div>
    </>
  );
}

/** Short, for those who have never looked for it. */
export const Where = (): ReactElement => (
  <Disclosure label={texts.where}>
    <dl className="measure space-y-3 text-15">
      {texts.places.map(({ name, steps }) => (
        <div key={name}>
          <dt className="font-semibold">{name}</dt>
          <dd className="text-quiet">{steps}</dd>
        </div>
      ))}
    </dl>
  </Disclosure>
);
