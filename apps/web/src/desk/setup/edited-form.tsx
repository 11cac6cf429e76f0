import {
  type FormEvent,
  type ReactElement,
  type ReactNode,
  type RefObject,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { troubleOf } from '../../ui/trouble.tsx';
import { errorsOf, FormContext, isSaidByForm, sayError } from './form.context.ts';
import { setupTexts as texts } from './setup.en.ts';
import { StrandedDialog } from './stranded-dialog.tsx';
import type { MeanwhileLine } from './use-editor.ts';
import type { ChangeState } from './use-change.ts';

/** What a form needs of an editor, whatever is edited in it. */
export interface Edited {
  isDirty: boolean;
  meanwhile: MeanwhileLine[];
  isGone: boolean;
  change: ChangeState<unknown>;
  close: () => void;
}

const FOCUSABLE = 'input, select, textarea, button';

/** Puts the focus on the first field at fault; what no field stands for is said above them all. */
function useFaults(form: RefObject<HTMLElement | null>, error: unknown): string[] {
  const [unplaced, setUnplaced] = useState<string[]>([]);
  useEffect(() => {
    const placeOf = (path: string): HTMLElement | null | undefined =>
      form.current?.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    const errors = errorsOf(error);
    setUnplaced(errors.filter(({ path }) => !placeOf(path)).map(sayError));
    const [first] = errors.flatMap(({ path }) => placeOf(path) ?? []);
    const target = first?.matches(FOCUSABLE) ? first : first?.querySelector<HTMLElement>(FOCUSABLE);
    target?.focus();
  }, [form, error]);
  return unplaced;
}

function Failure({ error, unplaced }: { error: unknown; unplaced: string[] }): ReactElement | null {
  if (!error || isSaidByForm(error)) return null;
  const { title, detail } = troubleOf(error);
  return (
    <div data-testid="form-error">
      <Notice tone="refuse" title={title} isUrgent>
        <p>{detail}</p>
        {unplaced
          .filter((each) => each !== detail)
          .map((each) => (
            <p key={each}>{each}</p>
          ))}
      </Notice>
    </div>
  );
}

function Meanwhile({ edited }: { edited: Edited }): ReactElement | null {
  const { meanwhile, isGone, change } = edited;
  if (isGone) {
    return (
      <Notice tone="caution" isUrgent>
        <p>{texts.gone}</p>
      </Notice>
    );
  }
  if (!isSaidByForm(change.error)) return null;
  return (
    <div data-testid="meanwhile">
      <Notice tone="caution" isUrgent>
        <p>{meanwhile.length > 0 ? texts.meanwhile : texts.meanwhileNothing}</p>
        {meanwhile.map(({ label, was, is, isKept }) => (
          <p key={label} className="break-words">
            {texts.meanwhileLine(label, was, is)} {isKept && texts.meanwhileKept}
          </p>
        ))}
        {meanwhile.length > 0 && <p>{texts.meanwhileThen}</p>}
      </Notice>
    </div>
  );
}

interface DiscardProps {
  onDiscard: () => void;
  onStay: () => void;
}

export function Discard({ onDiscard, onStay }: DiscardProps): ReactElement {
  return (
    <div role="alert" className="rise space-y-3 border-t border-line bg-amber-wash px-5 py-4">
      <p className="text-15 font-semibold">{texts.discardTitle}</p>
      <div className="flex flex-wrap gap-2">
        <Button look="danger" data-testid="discard" onClick={onDiscard}>
          {texts.discard}
        </Button>
        <Button look="quiet" autoFocus onClick={onStay}>
          {texts.goOn}
        </Button>
      </div>
    </div>
  );
}

interface Props {
  edited: Edited;
  onSubmit: () => void;
  /** Why nothing can be changed here; the fields are then to look at. */
  readOnly?: string | undefined;
  className: string;
  bodyClass: string;
  children: ReactNode;
  foot: ReactNode;
}

/** The form around the fields: what was refused, what others did meanwhile, which bookings it would strand. */
export function EditedForm(props: Props): ReactElement {
  const { edited, onSubmit, readOnly, className, bodyClass, children, foot } = props;
  const form = useRef<HTMLFormElement>(null);
  const { change } = edited;
  const unplaced = useFaults(form, change.error);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!change.isBusy && !readOnly) onSubmit();
  };
  return (
    <form ref={form} noValidate onSubmit={submit} className={className}>
      <div className={bodyClass}>
        {readOnly && (
          <Notice>
            <p>{readOnly}</p>
          </Notice>
        )}
        <Meanwhile edited={edited} />
        <Failure error={change.error} unplaced={unplaced} />
        <FormContext value={errorsOf(change.error)}>
          <fieldset disabled={readOnly !== undefined} className="min-w-0 space-y-5">
            {children}
          </fieldset>
        </FormContext>
      </div>
      {foot}
      {change.asking && <StrandedDialog asking={change.asking} isBusy={change.isBusy} />}
    </form>
  );
}
