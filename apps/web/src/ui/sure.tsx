import type { ReactElement, ReactNode } from 'react';
import { Button } from './button.tsx';

/** No more: whoever asks gives the focus back to the button that led here. */
export type Asking = 'not yet' | 'now' | 'no more';

interface Props {
  /** What it means, before it is done. */
  sentence: string;
  yes: string;
  back: string;
  testId: string;
  isBusy: boolean;
  onYes: () => void;
  onBack: () => void;
  /** What may change somebody's mind. */
  children?: ReactNode;
}

/** Asked once, in its place. The way back has the focus: a key pressed twice takes nothing away. */
export function Sure(props: Props): ReactElement {
  const { sentence, yes, back, testId, isBusy, onYes, onBack, children } = props;
  return (
    <div
      role="group"
      aria-label={yes}
      className="rise space-y-3 rounded-card border border-brick bg-brick-wash p-4 text-15"
    >
      <p className="measure">{sentence}</p>
      {children}
      <div className="flex flex-wrap gap-2">
        <Button look="danger" className="nums" data-testid={testId} isBusy={isBusy} onClick={onYes}>
          {yes}
        </Button>
        <Button look="quiet" autoFocus onClick={onBack}>
          {back}
        </Button>
      </div>
    </div>
  );
}
