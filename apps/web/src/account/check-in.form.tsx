import type { CheckInAnswer, CheckInView, HarmCode, TrainingReport } from '@limber/contracts';
import { type ReactElement, useId, useState } from 'react';
import { PageTitle } from '../ui/page-title.tsx';
import { formatFor } from '../ui/format.ts';
import { Scale } from '../ui/scale.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { checkInTexts as texts } from './account.en.ts';
import { CheckInFlags } from './check-in.flags.tsx';
import { CheckInSave } from './check-in.save.tsx';
import { CheckInTraining } from './check-in.training.tsx';
import { OfferChoice } from './offer.choice.tsx';
import {
  type Ask,
  ownTimeZone,
  type Saved,
  useSend,
  useValues,
  type Values,
} from './use-answer.ts';
import { type Offer, useOffers } from './use-offers.ts';
import { useSeen } from './use-seen.ts';

interface Props {
  token: string;
  view: CheckInView;
  /** What was sent last, when it is being corrected. */
  last: CheckInAnswer | undefined;
  /** One press books once: a correction after it offers no second visit. */
  isBooked: boolean;
  onSaved: (saved: Saved) => void;
}

interface ScaleProps {
  ask: Ask;
  values: Values;
  onChange: (values: Values) => void;
}

function AskScale({ ask, values, onChange }: ScaleProps): ReactElement {
  return (
    <Scale
      label={texts.questions[ask]}
      low={texts.low[ask]}
      high={texts.high[ask]}
      value={values[ask] ?? null}
      onPick={(value) => onChange({ ...values, [ask]: value })}
    />
  );
}

function Optional({ asks, ...scale }: Omit<ScaleProps, 'ask'> & { asks: Ask[] }): ReactElement {
  return (
    <section aria-label={texts.optional} className="space-y-5 border-t border-line pt-6">
      <h2 className="text-13 font-semibold text-quiet">{texts.optional}</h2>
      {asks.map((ask) => (
        <AskScale key={ask} ask={ask} {...scale} />
      ))}
    </section>
  );
}

/** The offered times, and the one that stands on the button. */
function useChosenOffer(token: string, soreness: number | undefined, isWanted: boolean) {
  const { data, isFetching } = useOffers(token, soreness, isWanted);
  const { locale, timeZone } = useFormat();
  const [picked, setPicked] = useState<string | null>(null);
  const offers = isWanted && data ? data.offers : [];
  const chosen = offers.find(({ startsAt }) => startsAt === picked) ?? offers[0];
  const format = formatFor(locale, data?.timeZone ?? timeZone);
  return { offers, chosen, setPicked, format, isAsking: isWanted && isFetching && !data };
}

type QuestionProps = Omit<ScaleProps, 'ask'> & { view: CheckInView; asksNumber: boolean };

function Question({ view, values, onChange, asksNumber }: QuestionProps): ReactElement {
  const format = useFormat();
  const { soreness } = values;
  return (
    <>
      {view.kind === 'aftercare' ? (
        <PageTitle lead={asksNumber ? texts.afterLeadAsking : texts.afterLead}>
          {texts.afterTitle}
        </PageTitle>
      ) : (
        <PageTitle>{texts.title}</PageTitle>
      )}
      {view.answered && view.correctableUntil && (
        <p className="nums text-15 text-quiet">
          {texts.answered(format.moment(view.correctableUntil))}
        </p>
      )}
      {asksNumber && (
        <div className="space-y-2">
          <AskScale ask="soreness" values={values} onChange={onChange} />
          <p role="status" data-testid="not-saved" className="nums text-15 font-medium text-amber">
            {soreness === undefined ? texts.notSavedNone : texts.notSaved(soreness)}
          </p>
        </div>
      )}
    </>
  );
}

/** What is ticked of both lists, and what of it is sent. */
function useTicks(last: CheckInAnswer | undefined) {
  const [flags, setFlags] = useState<readonly string[]>(last?.redFlags ?? []);
  const [harm, setHarm] = useState<readonly HarmCode[]>(last?.harm ?? []);
  return {
    ...{ flags, setFlags, harm, setHarm },
    isAny: flags.length + harm.length > 0,
    body: { redFlags: [...flags], ...(harm.length > 0 && { harm: [...harm] }) },
  };
}

function Lists({
  id,
  view,
  ticks,
}: {
  id: string;
  view: CheckInView;
  ticks: ReturnType<typeof useTicks>;
}): ReactElement {
  return (
    <>
      <CheckInFlags
        {...{ id, title: texts.flags, lead: texts.flagsLead, mark: 'flag' }}
        items={view.redFlags}
        ticked={ticks.flags}
        onChange={ticks.setFlags}
      />
      {view.harm.length > 0 && (
        <CheckInFlags
          {...{ title: texts.harm, lead: texts.harmLead, mark: 'harm' }}
          items={view.harm}
          ticked={ticks.harm}
          onChange={ticks.setHarm}
        />
      )}
    </>
  );
}

export function CheckInForm({ token, view, last, isBooked, onSaved }: Props): ReactElement {
  const flagsId = useId();
  const format = useFormat();
  const { values, setValues } = useValues(last);
  const ticks = useTicks(last);
  const [newTraining, setNewTraining] = useState<TrainingReport | null>(null);
  const { ref, isSeen } = useSeen();
  const isFlagged = ticks.isAny;
  const { soreness } = values;
  const asksNumber = view.asks.includes('soreness');
  const rebook = useChosenOffer(token, soreness, !isFlagged && !isBooked && !newTraining);
  const send = useSend(token, onSaved);
  const save = (offer?: Offer): void => {
    if (asksNumber && soreness === undefined) return;
    const more = { timeZone: ownTimeZone(), ...(newTraining && { newTraining }) };
    const answer = { ...values, ...ticks.body, ...more };
    send.mutate({ answer, offer, wasOffered: rebook.offers.length > 0 });
  };
  const asks = view.asks.filter((ask) => ask !== 'soreness');
  return (
    <>
      <Question {...{ view, values, asksNumber }} onChange={setValues} />
      <Lists id={flagsId} view={view} ticks={ticks} />
      <div ref={ref} />
      {view.kind !== 'aftercare' && (
        <CheckInTraining training={newTraining} onChange={setNewTraining} />
      )}
      {asks.length > 0 && <Optional asks={asks} values={values} onChange={setValues} />}
      {rebook.isAsking && <Skeleton rows={3} height={44} />}
      {rebook.chosen && (
        <OfferChoice {...rebook} chosen={rebook.chosen} onPick={rebook.setPicked} />
      )}
      {send.isError && <Trouble error={send.error} onRetry={() => save(send.variables.offer)} />}
      <CheckInSave
        {...{ soreness, isFlagged, isSeen, asksNumber }}
        isBusy={send.isPending}
        offer={rebook.chosen}
        isCorrecting={view.answered}
        format={rebook.format}
        onSave={save}
        onJump={() => document.getElementById(flagsId)?.scrollIntoView()}
      />
      {!view.answered && (
        <p className="nums text-13 text-quiet">{texts.until(format.moment(view.expiresAt))}</p>
      )}
    </>
  );
}
