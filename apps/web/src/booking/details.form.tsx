import type { BookingRequest, HoldView } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { useServices } from '../api/clinic.queries.ts';
import { ProblemError } from '../api/problem.ts';
import { Button } from '../ui/button.tsx';
import { Field, Tick } from '../ui/field.tsx';
import { useFormat, usePlaceFormat } from '../ui/use-format.ts';
import { ConfirmTrouble } from './confirm-trouble.tsx';
import { detailsTexts as texts } from './details.en.ts';
import type { ContactDraft } from './draft.ts';
import { changeDraft, useDraft } from './draft.store.ts';
import { ActionBar } from './layout.tsx';
import { Rescreen } from './rescreen.tsx';
import { freeUntil } from './policy.rules.ts';
import { requestTexts } from './request.en.ts';
import { GuestSection } from './guest.section.tsx';
import { useGuest } from './use-guest.ts';
import { useConfirm } from './use-confirm.ts';
import { useIsRequest } from './use-is-request.ts';
import { isYoung, YoungFields } from './young.fields.tsx';

export type FieldName = 'name' | 'guardian' | 'email' | 'phone';
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const DIGITS = 5;

/** Only what would surely be refused; the api has the last word on the rest. */
export function missing({ name, email, phone, guardianName }: ContactDraft): FieldName[] {
  const found: FieldName[] = [];
  if (guardianName?.trim() === '') found.push('guardian');
  if (!name.trim()) found.push('name');
  if (!EMAIL.test(email.trim())) found.push('email');
  if (phone.replaceAll(/\D/g, '').length < DIGITS) found.push('phone');
  return found;
}

type OwnField = Exclude<FieldName, 'guardian'>;

interface FieldsProps {
  errorOf: (name: OwnField) => string | undefined;
  /** Of a parent or guardian, who books for somebody under 18. */
  young?: boolean;
}

export function ContactFields({ errorOf, young = false }: FieldsProps): ReactElement {
  const { contact } = useDraft();
  const change = (part: Partial<ContactDraft>): void =>
    changeDraft({ contact: { ...contact, ...part } });
  const common = (name: OwnField) => ({
    name,
    label: young ? texts.young[name] : texts[name],
    value: contact[name],
    required: true,
    error: errorOf(name),
    onChange: (event: { target: { value: string } }) => change({ [name]: event.target.value }),
  });
  return (
    <div className="space-y-5">
      <Field {...common('name')} autoComplete={young ? 'off' : 'name'} maxLength={120} />
      <Field
        {...common('email')}
        type="email"
        inputMode="email"
        autoComplete="email"
        hint={texts.emailHint}
      />
      <Field
        {...common('phone')}
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        hint={texts.phoneHint}
      />
    </div>
  );
}

/** What they may wish for besides, wherever somebody says who they are. */
export function ContactWishes(): ReactElement {
  const { contact } = useDraft();
  const change = (part: Partial<ContactDraft>): void =>
    changeDraft({ contact: { ...contact, ...part } });
  return (
    <div className="border-y border-line py-3">
      <Tick
        testId="check-ins"
        isOn={contact.checkIns}
        onToggle={(checkIns) => change({ checkIns })}
        hint={texts.checkInsHint}
      >
        {texts.checkIns}
      </Tick>
      <Tick
        testId="marketing"
        isOn={contact.marketing}
        onToggle={(marketing) => change({ marketing })}
        hint={texts.marketingHint}
      >
        {texts.marketing}
      </Tick>
      <p className="pl-9 text-13 text-quiet">{texts.optional}</p>
    </div>
  );
}

export function Policy({ hold }: { hold: HoldView }): ReactElement {
  const format = usePlaceFormat(hold.locationId);
  const fee = format.money(hold.policy.lateCancellationFee);
  const free = freeUntil(hold.policy, hold.startsAt);
  const isRequest = useIsRequest(hold.serviceId);
  const { undoMin } = hold.policy;
  const late = undoMin > 0 ? texts.policyUndo(undoMin, fee) : texts.policyLate(fee);
  return (
    <p className="nums text-15 text-quiet">
      {isRequest && `${requestTexts.lead} `}
      {free.isOver ? late : texts.policyFree(format.moment(free.at))}{' '}
      {free.isFeeless || free.isOver ? '' : `${texts.policyFee(fee)} `}
      {texts.policyPay}{' '}
      <Link to="/terms" className="link">
        {texts.terms}
      </Link>
    </p>
  );
}

/** The button says what pressing does: book, or ask the clinic; and what it will cost. */
function useConfirmWords(): (hold: HoldView) => string {
  const format = useFormat();
  const { data: services = [] } = useServices();
  return ({ serviceId, price }) =>
    services.some(({ id, needsConfirmation }) => id === serviceId && needsConfirmation)
      ? requestTexts.confirm(format.money(price))
      : texts.confirm(format.money(price));
}

const guestOf = (second: ReturnType<typeof useGuest>): BookingRequest['guest'] =>
  second
    ? { name: second.guest.name.trim(), screening: [...(second.guest.screening ?? [])] }
    : undefined;

/** What sending does: a sign first, then whatever is missing gets the focus, then the booking. */
function useSending(hold: HoldView) {
  const { contact } = useDraft();
  const form = useRef<HTMLFormElement>(null);
  const confirm = useConfirm();
  const second = useGuest(hold);
  const [isTried, setTried] = useState(false);
  const [screening, setScreening] = useState<readonly string[] | null>(null);
  const hasSigns = screening !== null && screening.length > 0;
  const send = (event?: FormEvent): void => {
    event?.preventDefault();
    // A sign comes before the rest of the form, and no name travels with it.
    if (hasSigns) return changeDraft({ screening });
    setTried(true);
    const [first] = missing(contact);
    const unanswered = screening === null ? '[data-rescreen]' : second?.missing;
    const gap = first ? `[name="${first}"]` : unanswered;
    if (gap) form.current?.querySelector<HTMLElement>(gap)?.focus();
    else if (screening && !confirm.isPending) {
      confirm.mutate({ hold, screening, guest: guestOf(second) });
    }
  };
  return { form, confirm, second, isTried, screening, setScreening, hasSigns, send };
}

/** What is missing, in the words of whoever fills the form in. */
export function wordOf(name: FieldName, young: boolean): string {
  if (name === 'guardian') return texts.young.missing;
  return name === 'name' && young ? texts.young.nameMissing : texts.missing[name];
}

/** Three fields, two free wishes, the health line once more, and a button that names the price. */
export function DetailsForm({ hold }: { hold: HoldView }): ReactElement {
  const { contact } = useDraft();
  const { form, confirm, second, isTried, screening, setScreening, hasSigns, send } =
    useSending(hold);
  const say = useConfirmWords();
  const absent = isTried ? missing(contact) : [];
  const refused = confirm.error instanceof ProblemError ? confirm.error : null;
  const errorOf = (name: FieldName): string | undefined =>
    absent.includes(name)
      ? wordOf(name, isYoung(contact))
      : refused?.fieldError(name === 'guardian' ? 'client.guardian.name' : `client.${name}`);
  return (
    <form ref={form} noValidate onSubmit={send} className="space-y-6">
      <YoungFields error={errorOf('guardian')} session={hold} />
      <ContactFields errorOf={errorOf} young={isYoung(contact)} />
      <ContactWishes />
      <Rescreen
        isYoung={isYoung(contact)}
        screening={screening}
        onChange={setScreening}
        error={isTried && screening === null ? texts.screeningMissing : undefined}
      />
      {second && <GuestSection guest={second.guest} onChange={second.setGuest} isTried={isTried} />}
      <Policy hold={hold} />
      {confirm.isError && (
        <ConfirmTrouble
          error={confirm.error}
          hold={hold}
          onRetry={() => send()}
          onKept={confirm.reset}
        />
      )}
      <ActionBar>
        <Button type="submit" data-testid="confirm" className="nums" isBusy={confirm.isPending}>
          {hasSigns ? texts.seeSafety : say(hold)}
        </Button>
      </ActionBar>
    </form>
  );
}
