import type { DeskBookingCreated, DeskCalendar, DeskMe } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { type FormEvent, type ReactElement, useState } from 'react';
import { flushSync } from 'react-dom';
import { now as clinicNow } from '../../api/clinic-clock.ts';
import { useServices } from '../../api/clinic.queries.ts';
import { isCode, ProblemError } from '../../api/problem.ts';
import { Button } from '../../ui/button.tsx';
import { type Format, formatFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { clockOf } from '../../ui/wall-time.ts';
import { CALENDAR, dayQuery } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import { PanelHead } from '../side-panel.tsx';
import { useOnce } from '../use-once.ts';
import { useOpen } from '../use-open.ts';
import { CheckResult, isBookable, overrideOf, useCheck } from './check.tsx';
import { ClientPick } from './client-pick.tsx';
import {
  bookingRequest,
  type Draft,
  emptyDraft,
  hasSomebody,
  lengthFor,
  seriesClientOf,
  startOf,
  walkInRequest,
} from './new.draft.ts';
import { newTexts as texts } from './new.en.ts';
import { MailFields, Part, ScreeningFields, ServiceFields, WhenFields } from './new.fields.tsx';
import { bookByStaff, bookWalkIn, type Start } from './ops.requests.ts';
import { seriesTexts } from './series.en.ts';
import { RepeatFields, SeriesDates } from './series.fields.tsx';
import { useSeries } from './use-series.ts';

interface Props {
  me: DeskMe;
  isWalkIn: boolean;
}

/** Starts from what the address says, with the first service and whoever is in. */
function useDraft({ me, isWalkIn }: Props) {
  const search = useSearch({ from: '/desk' });
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const { data: services } = useServices();
  const today = format.date(clinicNow());
  const [draft, setDraft] = useState<Draft>(() =>
    emptyDraft({
      ...(search.at ? clockOf(format, Date.parse(search.at)) : { date: search.date ?? today }),
      therapistId: search.with ?? '',
      roomId: search.room ?? null,
    }),
  );
  const date = isWalkIn ? today : draft.date;
  const calendar = useQuery({ ...dayQuery(date), enabled: date !== '' }).data;
  const filled = withDefaults(draft, calendar, services?.[0]);
  return {
    ...{ calendar, format, services },
    draft: filled,
    change: (change: Partial<Draft>) =>
      setDraft((before) => ({ ...withDefaults(before, calendar, services?.[0]), ...change })),
  };
}

type FirstService = Parameters<typeof lengthFor>[0];

function withDefaults(
  draft: Draft,
  calendar: DeskCalendar | undefined,
  first: FirstService,
): Draft {
  const atWork = calendar?.therapists.find(({ shifts }) => shifts.length > 0);
  return {
    ...draft,
    serviceId: draft.serviceId || (first?.id ?? ''),
    durationMin: draft.durationMin || lengthFor(first, 60),
    therapistId: draft.therapistId || (atWork?.id ?? calendar?.therapists[0]?.id ?? ''),
  };
}

interface SaveOptions {
  start: Start | null;
  draft: Draft;
  isWalkIn: boolean;
  format: Format;
}

/** Books once, however often it is pressed; a refusal keeps all that was typed and looks at the time again. */
function useSave({ start, draft, isWalkIn, format }: SaveOptions) {
  const cache = useQueryClient();
  const { check } = useCheck(start);
  const { open } = useOpen();
  const keyOf = useOnce();
  const override = overrideOf(check, draft.reason);
  return useMutation({
    mutationFn: (wanted: Start): Promise<DeskBookingCreated> => {
      if (isWalkIn) {
        const body = walkInRequest(wanted, draft, override);
        return bookWalkIn(body, keyOf(body));
      }
      const body = bookingRequest(wanted, draft, override);
      return bookByStaff(body, keyOf(body));
    },
    onSuccess: ({ reference, startsAt }) => {
      const name = draft.known?.name ?? draft.name.trim();
      say('done', texts.booked(name, format.shortMoment(startsAt)));
      void cache.invalidateQueries({ queryKey: CALENDAR });
      open(reference);
    },
    onError: (error) => {
      if (isCode(error, 'SLOT_TAKEN', 'OVERRIDE_NEEDED')) {
        void cache.invalidateQueries({ queryKey: CALENDAR });
      }
    },
  });
}

const errorOf =
  (error: unknown) =>
  (path: string): string | undefined =>
    error instanceof ProblemError ? error.fieldError(path) : undefined;

function priceOf({
  services,
  draft,
  format,
}: Pick<ReturnType<typeof useDraft>, 'services' | 'draft' | 'format'>): string | null {
  const service = services?.find(({ id }) => id === draft.serviceId);
  const sold = service?.durations.find(({ minutes }) => minutes === draft.durationMin);
  return sold ? format.money(sold.price) : null;
}

/** All that the form knows and does, so that the form itself is only its order. */
function useMaking(props: Props) {
  const { isWalkIn } = props;
  const { draft, change, calendar, format, services } = useDraft(props);
  const [isTried, setTried] = useState(false);
  const start = startOf(draft, calendar, isWalkIn ? clinicNow() : undefined);
  const looked = useCheck(start);
  const once = useSave({ start, draft, isWalkIn, format });
  const series = useSeries(start, draft);
  const isRepeated = series.repeat !== null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    // Said at the fields first, so that the focus finds the first of them.
    flushSync(() => setTried(true));
    if (!start || !hasSomebody(draft)) {
      form.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
      return;
    }
    if (isRepeated) series.submit();
    else if (isBookable(looked.check, draft.reason)) once.mutate(start);
  };
  const save = isRepeated ? series.save : once;
  const price = priceOf({ services, draft, format });
  return {
    ...{ isWalkIn, draft, change, calendar, format, start, looked, series, isTried, submit },
    ...{ error: save.error, isBusy: save.isPending },
    words: isRepeated ? seriesTexts.go(series.chosen.length) : goWords(isWalkIn, price),
  };
}

type Making = ReturnType<typeof useMaking>;

/** One start with what it breaks, or every date of a series with the same. */
function Looked({ making }: { making: Making }): ReactElement | null {
  const { start, series, draft, change, looked, isTried, isWalkIn, format } = making;
  if (!start) return null;
  const onReason = (reason: Draft['reason']): void => change({ reason });
  if (series.repeat) {
    return (
      <SeriesDates
        first={start}
        client={seriesClientOf(draft)}
        repeat={series.repeat}
        decisions={series.decisions}
        onDecide={series.decide}
        {...{ reason: draft.reason, isTried, onReason }}
      />
    );
  }
  const instead = (startsAt: string): void =>
    change({ ...clockOf(format, Date.parse(startsAt)), reason: null });
  return (
    <CheckResult
      {...looked}
      reason={draft.reason}
      isMissing={isTried && !isBookable(looked.check, draft.reason)}
      onReason={onReason}
      onInstead={isWalkIn ? undefined : instead}
    />
  );
}

function Form(props: Props): ReactElement {
  const making = useMaking(props);
  const { isWalkIn, draft, change, calendar, format, looked, series, isTried, error } = making;
  return (
    <form noValidate onSubmit={making.submit} className="space-y-5">
      <ServiceFields draft={draft} onChange={change} />
      <Part title={texts.when}>
        <WhenFields
          {...{ draft, calendar, format, isWalkIn, isTried }}
          check={looked.check}
          onChange={change}
        />
        {!isWalkIn && <RepeatFields repeat={series.repeat} onChange={series.setRepeat} />}
        <Looked making={making} />
      </Part>
      <Part title={texts.who}>
        <ClientPick
          draft={draft}
          errorOf={errorOf(error)}
          isMissing={isTried && !hasSomebody(draft)}
          onChange={change}
        />
      </Part>
      <Part title={texts.screening}>
        <ScreeningFields draft={draft} onChange={change} />
      </Part>
      <MailFields draft={draft} onChange={change} />
      {isCode(error, 'SERIES_CHANGED') && (
        <Notice tone="caution" title={seriesTexts.changed} isUrgent />
      )}
      {error && !isCode(error, 'SERIES_CHANGED') && <Trouble error={error} />}
      <Button type="submit" data-testid="book" className="w-full" isBusy={making.isBusy}>
        {making.isBusy ? texts.going : making.words}
      </Button>
    </form>
  );
}

const goWords = (isWalkIn: boolean, price: string | null): string => {
  if (price === null) return texts.goPlain;
  return isWalkIn ? texts.goWalkIn(price) : texts.go(price);
};

/** A booking by phone, or for whoever stands at the door. */
export function NewPanel({ me, isWalkIn }: Props): ReactElement {
  return (
    <>
      <PanelHead
        title={isWalkIn ? texts.walkIn : texts.title}
        lead={isWalkIn ? texts.walkInLead : texts.lead}
      />
      <div className="space-y-5 px-5 pt-4 pb-12">
        <Form me={me} isWalkIn={isWalkIn} />
      </div>
    </>
  );
}
