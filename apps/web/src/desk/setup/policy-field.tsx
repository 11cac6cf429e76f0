import type { ClinicPolicies } from '@limber/contracts';
import type { ReactElement } from 'react';
import { PickField, SwitchField, TimeField } from './fields.tsx';
import { NumberField } from './number-fields.tsx';
import {
  type Control,
  type PolicyField as Field,
  policyFields,
  policyTexts as texts,
} from './policy.en.ts';

export type PolicyName = keyof ClinicPolicies;
export type PolicyValue = ClinicPolicies[PolicyName] | null;

interface Props {
  name: PolicyName;
  value: PolicyValue;
  onChange: (value: PolicyValue) => void;
}

/** What is known of a policy, for a value that belongs to it. */
export const fieldOf = (name: PolicyName): Field<PolicyValue> =>
  policyFields[name] as Field<PolicyValue>;

/** A value as it stands in a sentence about it. */
export function policyInWords(name: PolicyName, value: PolicyValue): string {
  if (value === null) return texts.none;
  if (typeof value === 'boolean') return value ? texts.on : texts.off;
  const { control, unit } = fieldOf(name);
  if (control.kind === 'pick')
    return control.options.find((each) => each.value === value)?.label ?? String(value);
  return `${value} ${unit}`.trim();
}

function Limited({
  name,
  value,
  onChange,
  fallback,
  children,
}: Props & {
  fallback: PolicyValue;
  children: ReactElement;
}) {
  return (
    <div className="space-y-1">
      <SwitchField
        path={value === null ? name : `${name}.limit`}
        label={fieldOf(name).label}
        {...(value === null && { hint: fieldOf(name).effect(null) })}
        isOn={value !== null}
        onChange={(isOn) => onChange(isOn ? fallback : null)}
      />
      {value !== null && <div className="pl-9">{children}</div>}
    </div>
  );
}

interface InputProps extends Props {
  control: Exclude<Control, { kind: 'switch' }>;
}

function Input({ name, value, control, onChange }: InputProps): ReactElement {
  const { label, unit, effect } = fieldOf(name);
  const wired = { path: name, label, ...(value !== null && { hint: effect(value) }) };
  if (control.kind === 'pick') {
    return (
      <PickField
        {...wired}
        value={String(value)}
        options={control.options.map((each) => ({ ...each, value: String(each.value) }))}
        onChange={(picked) => {
          const option = control.options.find((each) => String(each.value) === picked);
          if (option) onChange(option.value);
        }}
      />
    );
  }
  const isLabelHidden = control.fallback !== undefined;
  return control.kind === 'time' ? (
    <TimeField
      {...{ ...wired, isLabelHidden, value: String(value) }}
      onChange={(time) => time && onChange(time)}
    />
  ) : (
    <NumberField
      {...{ ...wired, isLabelHidden, unit, min: control.min, max: control.max }}
      value={value as number | null}
      onChange={onChange}
    />
  );
}

/** One policy: its value, its unit, and what it does in plain words, for the value as it stands. */
export function PolicyField({ name, value, onChange }: Props): ReactElement {
  const { label, effect, control } = fieldOf(name);
  if (control.kind === 'switch') {
    return (
      <SwitchField
        {...{ path: name, label, hint: effect(value) }}
        isOn={value === true}
        onChange={onChange}
      />
    );
  }
  const input = <Input {...{ name, value, control, onChange }} />;
  if (control.kind === 'pick' || control.fallback === undefined) return input;
  return <Limited {...{ name, value, onChange, fallback: control.fallback }}>{input}</Limited>;
}
