import type { ReactElement } from 'react';
import { Select } from '../ui/select.tsx';
import { useStaff } from './me.context.ts';
import type { useWhose } from './use-whose.ts';

interface Props {
  label: string;
  whose: ReturnType<typeof useWhose>;
}

/** A list of people for the office; a therapist has nobody to pick. */
export function WhosePick({ label, whose }: Props): ReactElement | null {
  const { role } = useStaff();
  if (role === 'therapist' || !whose.id) return null;
  return (
    <Select
      label={label}
      value={whose.id}
      options={whose.people.map(({ id, name }) => ({ value: id, label: name }))}
      onPick={whose.pick}
    />
  );
}
