import type { ReactElement, ReactNode } from 'react';
import { OfflineError, ProblemError } from '../api/problem.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { uiTexts } from './ui.en.ts';

/** What went wrong, in a title and a sentence a person can act on. */
export function troubleOf(error: unknown): { title: string; detail: string } {
  if (error instanceof OfflineError) return uiTexts.offline;
  if (error instanceof ProblemError && error.problem.detail) {
    return { title: error.problem.title, detail: error.problem.detail };
  }
  return uiTexts.broken;
}

interface Props {
  error: unknown;
  onRetry?: (() => void) | undefined;
  children?: ReactNode;
}

export function Trouble({ error, onRetry, children }: Props): ReactElement {
  const { title, detail } = troubleOf(error);
  const requestId = error instanceof ProblemError ? error.problem.requestId : '';
  const isOurs = error instanceof ProblemError && error.problem.status >= 500;
  return (
    <Notice tone="caution" title={title} isUrgent>
      <p>{detail}</p>
      {isOurs && requestId && <p className="nums text-13">{uiTexts.requestId(requestId)}</p>}
      {children}
      {onRetry && (
        <Button look="quiet" onClick={onRetry}>
          {uiTexts.tryAgain}
        </Button>
      )}
    </Notice>
  );
}
