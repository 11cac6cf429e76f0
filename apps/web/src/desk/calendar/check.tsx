import type { DeskBookingRequest, DeskCheck } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, TriangleAlert } from 'lucide-react';
import { type ReactElement, useId } from 'react';
import { Trouble } from '../../ui/trouble.tsx';
import { useFormat } from '../../ui/use-format.ts';
import { checkTexts as texts } from './check.en.ts';
import { checkQuery, type Start } from './ops.requests.ts';

export type Override = NonNullable<DeskBookingRequest['override']>;
export type OverrideReason = Override['reason'];

/** What stands against a start, as the clinic sees it now. */
export function useCheck(start: Start | null): {
  check: DeskCheck | undefined;
  error: unknown;
  isLooking: boolean;
} {
  const { data, error, isFetching, isPlaceholderData } = useQuery(checkQuery(start));
  return {
    check: start ? data : undefined,
    error,
    isLooking: isFetching && (isPlaceholderData || !data),
  };
}

/** The rules seen broken, named with a reason; null where none is, or none has been chosen yet. */
export const overrideOf = (
  check: DeskCheck | undefined,
  reason: OverrideReason | null,
): Override | null =>
  check && check.broken.length > 0 && check.overridable && reason
    ? { codes: check.broken.map(({ code }) => code), reason }
    : null;

/** Whether it can be booked: nothing is broken, or what is broken may be and has its reason. */
export const isBookable = (check: DeskCheck | undefined, reason: OverrideReason | null): boolean =>
  check !== undefined && (check.broken.length === 0 || overrideOf(check, reason) !== null);

interface ReasonProps {
  reason: OverrideReason | null;
  isMissing: boolean;
  onReason: (reason: OverrideReason) => void;
}

export function ReasonPick({ reason, isMissing, onReason }: ReasonProps): ReactElement {
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="block text-15 font-semibold">
        {texts.why}
      </label>
      <select
        id={id}
        data-testid="override-reason"
        value={reason ?? ''}
        aria-invalid={isMissing || undefined}
        aria-describedby={isMissing ? `${id}-missing` : undefined}
        onChange={({ target }) => onReason(target.value as OverrideReason)}
        className={`mt-1.5 min-h-11 w-full rounded-card border bg-surface px-3 text-15 text-ink ${isMissing ? 'border-brick' : 'border-edge'}`}
      >
        <option value="" disabled>
          {texts.pick}
        </option>
        {(Object.keys(texts.reasons) as OverrideReason[]).map((each) => (
          <option key={each} value={each}>
            {texts.reasons[each]}
          </option>
        ))}
      </select>
      {isMissing && (
        <p id={`${id}-missing`} role="alert" className="mt-1 text-15 font-medium text-brick">
          {texts.pickFirst}
        </p>
      )}
    </div>
  );
}

interface Props extends ReasonProps {
  check: DeskCheck | undefined;
  error: unknown;
  isLooking: boolean;
  onInstead?: ((startsAt: string) => void) | undefined;
}

function Broken({
  check,
  onInstead,
  ...why
}: Omit<Props, 'error' | 'isLooking'> & { check: DeskCheck }): ReactElement {
  const format = useFormat();
  const { overridable } = check;
  const Icon = overridable ? TriangleAlert : CircleAlert;
  return (
    <div
      data-testid="broken"
      className={`space-y-3 rounded-card border p-3 text-15 ${overridable ? 'border-amber bg-amber-wash' : 'border-brick bg-brick-wash'}`}
    >
      <p className="flex items-center gap-2 font-semibold">
        <Icon aria-hidden size={18} className={overridable ? 'text-amber' : 'text-brick'} />
        {overridable ? texts.brokenTitle : texts.blockedTitle}
      </p>
      <ul className="list-disc space-y-1 pl-5">
        {check.broken.map(({ code, sentence }) => (
          <li key={code} data-code={code}>
            {sentence}
          </li>
        ))}
      </ul>
      {overridable ? <ReasonPick {...why} /> : <p>{texts.blockedHint}</p>}
      {onInstead && check.alternatives.length > 0 && (
        <div className="space-y-1.5">
          <p className="text-13 font-semibold">{texts.instead}</p>
          <div className="flex flex-wrap gap-2">
            {check.alternatives.slice(0, 4).map((each) => (
              <button
                key={each}
                type="button"
                onClick={() => onInstead(each)}
                className="nums min-h-11 rounded-chip border border-edge bg-surface px-3 text-15 hover:border-pine hover:text-pine"
              >
                {format.shortMoment(each)}
              </button>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}

/** Live: why a time is not free, and what to do about it. */
export function CheckResult({ check, error, isLooking, ...rest }: Props): ReactElement {
  const room = check?.rooms.find(({ id }) => id === check.roomId)?.name ?? null;
  return (
    <div role="status" aria-busy={isLooking || undefined} className={isLooking ? 'opacity-60' : ''}>
      {error !== null && !check && <Trouble error={error} />}
      {!check && error === null && <p className="text-15 text-quiet">{texts.checking}</p>}
      {check && check.broken.length === 0 && (
        <p data-testid="free" className="flex items-center gap-2 text-15 font-medium text-pine">
          <CircleCheck aria-hidden size={18} />
          {texts.free(room)}
        </p>
      )}
      {check && check.broken.length > 0 && <Broken check={check} {...rest} />}
    </div>
  );
}
