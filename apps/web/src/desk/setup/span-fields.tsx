import type { ReactElement } from 'react';
import { DateField, SwitchField, TimeField } from './fields.tsx';
import { spanTexts as texts } from './span.en.ts';

/** Whole local days, or from a time on the first day to a time on the last; both ends included. */
export interface Span {
  from: string;
  startTime: string | null;
  /** Empty: until further notice, where that is possible. */
  to: string;
  endTime: string | null;
}

interface Props {
  span: Span;
  onChange: (patch: Partial<Span>) => void;
  isOpenEnded?: boolean;
}

export function SpanFields({ span, onChange, isOpenEnded }: Props): ReactElement {
  const isWhole = span.startTime === null && span.endTime === null;
  const days = (patch: Partial<Span>): void => {
    const from = patch.from ?? span.from;
    const to = patch.to ?? span.to;
    onChange({ ...patch, ...(to && to < from && patch.from && { to: from }) });
  };
  return (
    <div className="space-y-4">
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          {...{ path: 'from', label: texts.from, value: span.from }}
          onChange={(from) => days({ from })}
        />
        <DateField
          {...{ path: 'to', label: texts.to, value: span.to, min: span.from }}
          hint={isOpenEnded ? texts.toHint : undefined}
          onChange={(to) => days({ to })}
        />
      </div>
      <SwitchField
        {...{ path: 'whole', label: texts.whole, isOn: isWhole }}
        onChange={(isOn) =>
          onChange(
            isOn ? { startTime: null, endTime: null } : { startTime: '09:00', endTime: '18:00' },
          )
        }
      />
      {!isWhole && (
        <div className="grid gap-4 sm:grid-cols-2">
          <TimeField
            {...{ path: 'startTime', label: texts.startTime, value: span.startTime ?? '' }}
            onChange={(startTime) => onChange({ startTime: startTime || null })}
          />
          <TimeField
            {...{ path: 'endTime', label: texts.endTime, value: span.endTime ?? '', isEnd: true }}
            onChange={(endTime) => onChange({ endTime: endTime || null })}
          />
        </div>
      )}
    </div>
  );
}
