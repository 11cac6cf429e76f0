import type { ClearanceRequest, ClearanceState } from '@limber/contracts';
import { type FormEvent, type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import type { Format } from '../ui/format.ts';
import { clearanceTexts as texts } from './clearance.en.ts';

const DAY = 86_400_000;
const USUAL_DAYS = 90;
const LONGEST_DAYS = 366;

interface FormProps {
  waitsFor: ClearanceState['waitsFor'];
  format: Format;
  isBusy: boolean;
  onSave: (request: ClearanceRequest) => void;
  onBack: () => void;
}

/** Whose yes, and how long it holds; never to what. */
export function ClearanceForm({
  waitsFor,
  format,
  isBusy,
  onSave,
  onBack,
}: FormProps): ReactElement {
  const endsSometime = waitsFor.includes('answers');
  const [clinician, setClinician] = useState('');
  const [until, setUntil] = useState(() => format.date(now() + USUAL_DAYS * DAY));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const name = clinician.trim();
    onSave({ ...(name && { clinician: name }), ...(endsSometime && { validUntil: until }) });
  };
  return (
    <form aria-label={texts.form} onSubmit={save} className="rise space-y-4">
      <Field
        label={texts.clinician}
        hint={texts.clinicianHint}
        value={clinician}
        maxLength={120}
        autoComplete="off"
        onChange={(event) => setClinician(event.target.value)}
      />
      {endsSometime && (
        <Field
          label={texts.until}
          hint={texts.untilHint}
          type="date"
          required
          min={format.date(now())}
          max={format.date(now() + LONGEST_DAYS * DAY)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
        />
      )}
      <div className="flex flex-wrap gap-3">
        <Button type="submit" data-testid="clearance-save" isBusy={isBusy}>
          {texts.save}
        </Button>
        <Button look="plain" onClick={onBack}>
          {texts.back}
        </Button>
      </div>
    </form>
  );
}
