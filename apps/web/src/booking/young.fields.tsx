import type { SessionType } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useServices } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { Notice } from '../ui/notice.tsx';
import { detailsTexts } from './details.en.ts';
import type { ContactDraft } from './draft.ts';
import { changeDraft, useDraft } from './draft.store.ts';
import { fitsYoung, youngCaps } from './young.rules.ts';

const texts = detailsTexts.young;

export const isYoung = ({ guardianName }: ContactDraft): boolean => guardianName !== null;

interface Session {
  serviceId: string;
  durationMin: number;
}

/** Known before the last press: another session is the way on. */
function TooMuch({ session }: { session: Session }): ReactElement | null {
  const { data: services = [] } = useServices();
  const sold = services.find(({ id }) => id === session.serviceId);
  const sessionType: SessionType | undefined = sold?.sessionType;
  if (!sessionType || fitsYoung({ sessionType, durationMin: session.durationMin })) return null;
  return (
    <Notice tone="caution" title={texts.tooMuch}>
      <p>{texts.tooMuchLead}</p>
      <Link to="/book/times" search={{ choose: true }} className={buttonClass('quiet')}>
        {detailsTexts.chooseOther}
      </Link>
    </Notice>
  );
}

interface Props {
  error: string | undefined;
  /** What is about to be booked, or waited for. */
  session: Session;
}

/** Who comes is under 18: a parent or guardian books, says yes for them and gets every mail. */
export function YoungFields({ error, session }: Props): ReactElement {
  const { contact } = useDraft();
  const { minutes, pressure } = youngCaps();
  const change = (guardianName: string | null): void =>
    changeDraft({ contact: { ...contact, guardianName } });
  return (
    <div className="space-y-3">
      <Tick
        testId="for-young"
        isOn={isYoung(contact)}
        onToggle={(isOn) => change(isOn ? '' : null)}
        hint={isYoung(contact) ? texts.hint(minutes, pressure) : undefined}
      >
        {texts.tick}
      </Tick>
      {isYoung(contact) && <TooMuch session={session} />}
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
