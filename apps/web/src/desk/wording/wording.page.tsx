import type { DeskMailWording } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';
import { type FormEvent, type ReactElement, useState } from 'react';
import { isCode, ProblemError } from '../../api/problem.ts';
import { Button } from '../../ui/button.tsx';
import { formatFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { logTexts } from '../log.en.ts';
import { useStaff } from '../me.context.ts';
import { Discard } from '../setup/edited-form.tsx';
import { errorsOf, FormContext } from '../setup/form.context.ts';
import { setupTexts } from '../setup/setup.en.ts';
import { Loaded, SetupPage } from '../setup/setup-page.tsx';
import { useLeaving } from '../setup/use-leaving.ts';
import { AppliesToField } from './applies-to.tsx';
import { useWording, type Wording } from './use-wording.ts';
import { wordingTexts as texts } from './wording.en.ts';
import { type Part, WordingField } from './wording.field.tsx';
import { WordingHistory } from './wording.history.tsx';
import { WordingPreview } from './wording.preview.tsx';
import { wordingQuery } from './wording.requests.ts';

const parts = ['opening', 'closing'] as const satisfies readonly Part[];

/** The first field at fault gets the whole sentence, which names the very word. */
const faultsOf = (error: unknown) =>
  errorsOf(error).map((each, index) =>
    index === 0 && error instanceof ProblemError
      ? { ...each, message: error.problem.detail }
      : each,
  );

const isAtFields = (error: unknown): boolean => errorsOf(error).length > 0;

function Meanwhile({ meanwhile }: Pick<Wording, 'meanwhile'>): ReactElement | null {
  const { locale, timeZone } = useStaff().clinic;
  if (!meanwhile?.now.changedAt) return null;
  const { now, kept } = meanwhile;
  const when = formatFor(locale, timeZone).shortMoment(meanwhile.now.changedAt);
  return (
    <div data-testid="meanwhile">
      <Notice tone="caution" isUrgent>
        <p>{texts.meanwhile(now.changedBy ?? '', when)}</p>
        <p>
          {kept.length > 0
            ? texts.meanwhileKept(kept.map((part) => texts.parts[part]).join(', '))
            : texts.meanwhileTaken}
        </p>
      </Notice>
    </div>
  );
}

function Refusal({ fault }: Pick<Wording, 'fault'>): ReactElement | null {
  if (!fault || isAtFields(fault) || isCode(fault, 'PRECONDITION_FAILED')) return null;
  return (
    <div data-testid="form-error">
      <Trouble error={fault} />
    </div>
  );
}

/** Beside the button that was pressed, wherever the page is scrolled to. */
function Told({ wording: { meanwhile, fault } }: { wording: Wording }): ReactElement {
  return (
    <div className="w-full space-y-3 empty:hidden">
      <Meanwhile meanwhile={meanwhile} />
      <Refusal fault={fault} />
    </div>
  );
}

interface FootProps {
  wording: Wording;
  leaving: ReturnType<typeof useLeaving>;
}

function Foot({ wording, leaving }: FootProps): ReactElement {
  const { isDirty, fault, planned, appliesTo, save, mail } = wording;
  const isFaulty = isAtFields(fault);
  const canSave = isDirty || (planned > 0 && appliesTo === 'upcoming');
  const state = isFaulty ? texts.faulty : isDirty ? texts.unsaved : texts.nothingChanged;
  return (
    <div className="sticky bottom-0 z-20 overflow-hidden rounded-t-card border border-b-0 border-line shadow-lift">
      {leaving.isAsked ? (
        <Discard onDiscard={leaving.go} onStay={leaving.stay} />
      ) : (
        <div className="flex flex-wrap items-center gap-3 bg-surface px-4 py-3">
          <Told wording={wording} />
          <p role="status" className="min-w-0 flex-1 text-15 text-quiet">
            {state}
          </p>
          {isDirty && (
            <Button look="plain" onClick={wording.reset}>
              {texts.reset}
            </Button>
          )}
          <Button
            type="submit"
            data-testid="save"
            disabled={!canSave || isFaulty || !mail}
            isBusy={save.isPending}
          >
            {save.isPending ? setupTexts.saving : texts.save}
          </Button>
        </div>
      )}
    </div>
  );
}

function Fields({ wording: { base, draft, fault, set } }: { wording: Wording }): ReactElement {
  return (
    <FormContext value={faultsOf(fault)}>
      {parts.map((part) => (
        <WordingField
          key={part}
          {...{ part, value: draft[part], house: base.house[part] }}
          placeholders={base.placeholders}
          onChange={(value) => set({ [part]: value })}
        />
      ))}
    </FormContext>
  );
}

function Editor({ loaded }: { loaded: DeskMailWording }): ReactElement {
  const wording = useWording(loaded);
  const [isMissing, setMissing] = useState(false);
  const { base, planned, appliesTo, isDirty, fault } = wording;
  const leaving = useLeaving(isDirty);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const isOpen = planned > 0 && appliesTo === null;
    setMissing(isOpen);
    if (!isOpen) return wording.run();
    event.currentTarget.querySelector<HTMLElement>('input[type=radio]')?.focus();
  };
  return (
    <form noValidate onSubmit={submit} className="space-y-5">
      <div className="grid items-start gap-x-8 gap-y-6 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <div className="min-w-0 space-y-5">
          <Fields wording={wording} />
        </div>
        {/* On a phone right below what is typed, before what is decided about it. */}
        <div className="min-w-0 lg:sticky lg:top-4 lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <WordingPreview mail={wording.mail} isFaulty={isAtFields(fault)} />
        </div>
        <div className="min-w-0 space-y-5">
          {wording.mail && (
            <AppliesToField
              {...{ planned, chosen: appliesTo, isMissing: isMissing && appliesTo === null }}
              onChoose={wording.choose}
            />
          )}
          <WordingHistory
            history={base.history}
            onTake={({ opening, closing }) =>
              wording.set({
                opening: opening ?? base.house.opening,
                closing: closing ?? base.house.closing,
              })
            }
          />
        </div>
      </div>
      <Foot {...{ wording, leaving }} />
    </form>
  );
}

/** One mail: the two places that are the clinic's to word, beside the whole mail as it would be sent. */
export function WordingPage(): ReactElement {
  const { kind = '' } = useParams({ strict: false });
  const asked = useQuery(wordingQuery(kind));
  return (
    <SetupPage section="wording" title={logTexts.kind(kind)} lead={texts.lead}>
      <Link
        to="/desk/setup/wording"
        className="-mt-3 -mb-1 inline-flex min-h-11 items-center gap-1 text-15 font-medium text-pine"
      >
        <ChevronLeft aria-hidden size={18} />
        {texts.back}
      </Link>
      <Loaded query={asked}>{(loaded) => <Editor key={loaded.kind} loaded={loaded} />}</Loaded>
    </SetupPage>
  );
}
