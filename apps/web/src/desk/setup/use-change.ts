import type { StrandedBooking } from '@limber/contracts';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { isCode, type ProblemError } from '../../api/problem.ts';
import { newKey } from '../../browser-ids.ts';
import { troubleOf } from '../../ui/trouble.tsx';
import { DESK } from '../desk.requests.ts';
import { say } from '../said.store.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { setupTexts as texts } from './setup.en.ts';
import { make, previewOf, type Write } from './setup.requests.ts';

/** What a change says when it is done, and what takes exactly it back, where there is such a thing. */
export interface Told<Answer> {
  said: (answer: Answer) => string;
  undo?: ((answer: Answer) => Write | null) | undefined;
}

export interface Change<Answer> extends Told<Answer> {
  write: Write;
}

/** The clients' pages and the desk's day show the set-up too. */
export function forgetWhatHangsOnIt(cache: QueryClient): void {
  for (const key of [DESK, 'clinic', 'services', 'therapists', 'times']) {
    void cache.invalidateQueries({ queryKey: [key] });
  }
}

async function takeBack(cache: QueryClient, write: Write): Promise<void> {
  try {
    const stranded = await previewOf(write);
    if (stranded.length > 0) return say('trouble', texts.undoStrands(stranded.length));
    await make(write, 0, newKey());
    say('done', texts.undone);
  } catch (error) {
    say('trouble', `${troubleOf(error).detail} ${texts.notUndone}`);
  }
  forgetWhatHangsOnIt(cache);
}

interface Strands {
  stranded: StrandedBooking[];
  /** The list is not the one that was agreed to: the world went on. */
  isRenewed: boolean;
}
type Outcome<Answer> = { strands: Strands } | { answer: Answer };

const strandsOf = (error: ProblemError): Strands => ({
  stranded: (error.problem['stranded'] ?? []) as StrandedBooking[],
  isRenewed: true,
});

/** Asks first what the change would strand, makes it when that is nothing or agreed to, else hands out the list. */
async function attempt<Answer>(
  write: Write,
  seen: number | null,
  key: string,
): Promise<Outcome<Answer>> {
  if (seen === null) {
    const stranded = await previewOf(write);
    if (stranded.length > 0) return { strands: { stranded, isRenewed: false } };
  }
  try {
    return { answer: await make<Answer>(write, seen ?? 0, key) };
  } catch (error) {
    if (isCode(error, 'STRANDS_BOOKINGS')) return { strands: strandsOf(error) };
    throw error;
  }
}

/** One key for one body: the same press sent twice is one change, another body is another change. */
function useKeys(): (write: Write, seen: number | null) => string {
  const last = useRef({ of: '', key: '' });
  return (write, seen) => {
    const of = JSON.stringify([write, seen]);
    if (last.current.of !== of) last.current = { of, key: newKey() };
    return last.current.key;
  };
}

export interface ChangeState<Answer> {
  start: (change: Change<Answer>) => void;
  isBusy: boolean;
  error: unknown;
  asking: (Strands & { agree: () => void; keep: () => void }) | null;
  clearError: () => void;
}

/** Makes changes of the set-up, one at a time; `onDone` runs after the change stands. */
export function useChange<Answer>(
  onDone: (answer: Answer) => void,
  onError?: (error: unknown) => void,
): ChangeState<Answer> {
  const cache = useQueryClient();
  const keyOf = useKeys();
  const [asked, setAsked] = useState<(Strands & { change: Change<Answer> }) | null>(null);
  const run = useMutation({
    mutationFn: ({ change, seen }: { change: Change<Answer>; seen: number | null }) =>
      attempt<Answer>(change.write, seen, keyOf(change.write, seen)),
    onSuccess: (outcome, { change }) => {
      if ('strands' in outcome) return setAsked({ ...outcome.strands, change });
      setAsked(null);
      const { answer } = outcome;
      const undo = change.undo?.(answer);
      say('done', change.said(answer), undo ? () => void takeBack(cache, undo) : undefined);
      forgetWhatHangsOnIt(cache);
      onDone(answer);
    },
    onError: (error) => {
      setAsked(null);
      onError?.(error);
    },
  });
  useSignInWhenGone(run.error);
  return {
    start: (change) => run.mutate({ change, seen: null }),
    isBusy: run.isPending,
    error: run.error,
    asking: asked && {
      ...asked,
      agree: () => run.mutate({ change: asked.change, seen: asked.stranded.length }),
      keep: () => setAsked(null),
    },
    clearError: run.reset,
  };
}
