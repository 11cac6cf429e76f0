import type { ReactElement } from 'react';
import { Field, Tick } from '../ui/field.tsx';
import { detailsTexts } from './details.en.ts';
import type { ContactDraft } from './draft.ts';
import { changeDraft, useDraft } from './draft.store.ts';

const texts = detailsTexts.young;

export const isYoung = ({ guardianName }: ContactDraft): boolean => guardianName !== null;

/** Who comes is under 18: a parent or guardian books, says yes for them and gets every mail. */
export function YoungFields({ error }: { error: string | undefined }): ReactElement {
  const { contact } = useDraft();
  const change = (guardianName: string | null): void =>
    changeDraft({ contact: { ...contact, guardianName } });
  return (
    <div className="space-y-3">
      <Tick
        testId="for-young"
        isOn={isYoung(contact)}
        onToggle={(isOn) => change(isOn ? '' : null)}
        hint={isYoung(contact) ? texts.hint : undefined}
      >
        {texts.tick}
      </Tick>
      {contact.guardianName !== null && (
        <Field
          name="guardian"
          label={texts.guardian}
          value={contact.guardianName}
          autoComplete="name"
          maxLength={120}
          required
          error={error}
          onChange={(event) => change(event.target.value)}
        />
      )}
    </div>
  );
}
