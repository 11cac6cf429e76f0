import type { WaitlistJoined, WaitlistRequest } from '@limber/contracts';
import { useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useRef, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { useServices } from '../api/clinic.queries.ts';
import { isCode, ProblemError } from '../api/problem.ts';
import { joinWaitlist } from '../api/waitlist.requests.ts';
import { trainingReport } from '../booking/answers.rules.ts';
import type { BookingSearch } from '../booking/booking.search.ts';
import {
  ContactFields,
  ContactWishes,
  type FieldName,
  missing,
  wordOf,
} from '../booking/details.form.tsx';
import { detailsTexts } from '../booking/details.en.ts';
import { readDraft, useDraft } from '../booking/draft.store.ts';
import { ActionBar } from '../booking/layout.tsx';
import { isYoung, YoungFields } from '../booking/young.fields.tsx';
import { newKey } from '../browser-ids.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Tick } from '../ui/field.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { QuietLine } from './quiet.line.tsx';
import { waitlistTexts } from './waitlist.en.ts';
import { WishFields } from './wish.form.tsx';
import { firstWish, type Wish, wishBody } from './wish.rules.ts';

const texts = waitlistTexts.join;

type Session = Pick<WaitlistRequest, 'serviceId' | 'durationMin' | 'locationId'>;

function bodyOf(session: Session, wish: Wish, keepsHealth: boolean): WaitlistRequest {
  const draft = readDraft();
  const { name, email, phone, guardianName, checkIns, marketing } = draft.contact;
  const training = keepsHealth ? trainingReport(draft) : null;
  const { recommendation } = draft;
  const isLive = recommendation !== null && Date.parse(recommendation.expiresAt) > now();
  return {
    ...session,
    ...wishBody(wish),
    client: {
      ...{ name: name.trim(), email: email.trim(), phone: phone.trim() },
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(guardianName !== null && { guardian: { name: guardianName.trim() } }),
    },
    consents: { healthData: keepsHealth, checkIns, marketing },
    ...(training && { training }),
    ...(keepsHealth && isLive && { recommendationId: recommendation.id }),
  };
}

/** The same wish again travels under the same key, so that a second press joins once. */
export function useOnceKey(): (body: unknown) => string {
  const sent = useRef({ text: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (sent.current.text !== text) sent.current = { text, key: newKey() };
    return sent.current.key;
  };
}

/** To the place on the list that was just taken. */
export function useToEntry(): (joined: WaitlistJoined) => void {
  const navigate = useNavigate();
  return ({ manageUrl }) => {
    const token = manageUrl.slice(manageUrl.lastIndexOf('/') + 1);
    void navigate({ to: '/waitlist/$token', params: { token }, hash: 'joined' });
  };
}

function useJoin(session: Session, wish: Wish, keepsHealth: boolean) {
  const { contact } = useDraft();
  const form = useRef<HTMLFormElement>(null);
  const [isTried, setTried] = useState(false);
  const keyOf = useOnceKey();
  const toEntry = useToEntry();
  const join = useMutation({
    mutationFn: (body: WaitlistRequest) => joinWaitlist(body, keyOf(body)),
    onSuccess: toEntry,
  });
  const send = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const [first] = missing(contact);
    if (first) form.current?.querySelector<HTMLElement>(`[name="${first}"]`)?.focus();
    else if (!join.isPending) join.mutate(bodyOf(session, wish, keepsHealth));
  };
  return { form, join, send, absent: isTried ? missing(contact) : [] };
}

/** What happens then, before anybody signs up for it. */
function JoinRules(): ReactElement {
  return (
    <div className="space-y-2 text-15 text-quiet">
      <p>{texts.how}</p>
      <QuietLine />
      <p>
        {texts.pay}{' '}
        <Link to="/terms" className="link">
          {texts.terms}
        </Link>
      </p>
    </div>
  );
}

interface WhoProps {
  errorOf: (name: FieldName) => string | undefined;
  session: Session;
}

function Who({ errorOf, session }: WhoProps): ReactElement {
  const { contact } = useDraft();
  return (
    <section aria-label={texts.who} className="space-y-4">
      <h2 className="text-17 font-semibold">{texts.who}</h2>
      <YoungFields error={errorOf('guardian')} session={session} />
      <ContactFields errorOf={errorOf} young={isYoung(contact)} />
      <ContactWishes />
    </section>
  );
}

/** A session that they are not given is no wish to wait for: another one is the way on. */
function NotJoined({ error }: { error: unknown }): ReactElement {
  return (
    <Trouble error={error}>
      {isCode(error, 'PRECAUTION_CAP') && (
        <Link to="/book/times" search={{ choose: true }} className={buttonClass('quiet')}>
          {detailsTexts.chooseOther}
        </Link>
      )}
    </Trouble>
  );
}

function JoinForm({ session, search }: { session: Session; search: BookingSearch }): ReactElement {
  const format = useFormat();
  const { data: services = [] } = useServices();
  const today = format.date(now());
  const draft = useDraft();
  const [wish, setWish] = useState<Wish>(() => ({
    ...firstWish(today, search.date),
    therapistId: search.therapist ?? null,
  }));
  const [keepsHealth, setKeepsHealth] = useState(false);
  const { form, join, send, absent } = useJoin(session, wish, keepsHealth);
  const refused = join.error instanceof ProblemError ? join.error : null;
  const service = services.find(({ id }) => id === session.serviceId);
  return (
    <form ref={form} noValidate onSubmit={send} className="space-y-6">
      <WishFields
        {...{ wish, service, today }}
        errorOf={(path) => refused?.fieldError(path)}
        onChange={setWish}
      />
      {draft.kind === 'trained' && draft.recommendation && (
        <Tick
          testId="keep-health"
          isOn={keepsHealth}
          onToggle={setKeepsHealth}
          hint={texts.healthHint}
          error={refused?.fieldError('consents.healthData')}
        >
          {texts.health}
        </Tick>
      )}
      <Who
        session={session}
        errorOf={(name) =>
          absent.includes(name)
            ? wordOf(name, isYoung(draft.contact))
            : refused?.fieldError(name === 'guardian' ? 'client.guardian.name' : `client.${name}`)
        }
      />
      <JoinRules />
      {join.isError && <NotJoined error={join.error} />}
      <ActionBar>
        <Button type="submit" data-testid="join" isBusy={join.isPending}>
          {texts.button}
        </Button>
      </ActionBar>
    </form>
  );
}

/** For one kind of session, out of the times page: what is chosen there stands in the address. */
export function JoinPage(): ReactElement {
  const search: BookingSearch = useSearch({ strict: false });
  const services = useServices();
  const { service: serviceId, length: durationMin, location } = search;
  const service = services.data?.find(({ id }) => id === serviceId);
  const isSold = service?.durations.some(({ minutes }) => minutes === durationMin) ?? false;
  return (
    <div className="rise mx-auto max-w-[560px] space-y-6">
      {services.isPending && <Skeleton rows={5} />}
      {services.isError && (
        <Trouble error={services.error} onRetry={() => void services.refetch()} />
      )}
      {services.data && service && durationMin && isSold && (
        <>
          <PageTitle lead={texts.lead(service.name, durationMin)}>{texts.title}</PageTitle>
          <JoinForm
            session={{ serviceId: service.id, durationMin, locationId: location ?? null }}
            search={search}
          />
        </>
      )}
      {services.data && !isSold && (
        <>
          <PageTitle lead={texts.nothingChosenLead}>{texts.nothingChosen}</PageTitle>
          <Link to="/book/times" className={buttonClass('main')}>
            {texts.choose}
          </Link>
        </>
      )}
    </div>
  );
}
