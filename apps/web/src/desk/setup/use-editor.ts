import { useQueryClient, type QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { isCode } from '../../api/problem.ts';
import { differing, type FieldsOf, merge } from './drafts.rules.ts';
import type { Write } from './setup.requests.ts';
import { type ChangeState, type Told, useChange } from './use-change.ts';

/** A field of a draft in words: its name, and a value as a person reads it. */
export type Words<Draft> = {
  [Field in keyof Draft]: { label: string; say: (value: Draft[Field]) => string };
};

export interface MeanwhileLine {
  label: string;
  was: string;
  is: string;
  /** Typed here too: the draft kept its own. */
  isKept: boolean;
}

interface Versioned {
  version: number;
}

export interface EditorOptions<Thing extends Versioned, Draft extends object> {
  /** What is edited; null while it does not exist yet. */
  thing: Thing | null;
  draft: Draft;
  /** These three are for what exists already and may be changed by somebody else meanwhile. */
  draftOf?: (thing: Thing) => Draft;
  words?: Words<Draft>;
  /** How the thing stands now, asked again when somebody else was quicker; undefined: it is gone. */
  latest?: (() => Promise<Thing | undefined>) | undefined;
  onClose: () => void;
}

export interface Editor<Thing extends Versioned, Draft extends object> {
  thing: Thing | null;
  draft: Draft;
  set: (patch: Partial<Draft>) => void;
  isDirty: boolean;
  meanwhile: MeanwhileLine[];
  isGone: boolean;
  change: ChangeState<unknown>;
  /** Sends a write of the draft, or any other of the same thing, such as its removal. */
  run: <Answer>(write: Write, told: Told<Answer>) => void;
  close: () => void;
}

const linesOf = <Draft extends object>(
  words: Words<Draft>,
  before: Draft,
  now: Draft,
  changed: FieldsOf<Draft>,
  kept: FieldsOf<Draft>,
): MeanwhileLine[] =>
  changed.map((field) => ({
    label: words[field].label,
    was: words[field].say(before[field]),
    is: words[field].say(now[field]),
    isKept: kept.includes(field),
  }));

/** A draft of one thing of the set-up, from opening it to saving it, through whatever others do meanwhile. */
export function useEditor<Thing extends Versioned, Draft extends object>({
  draftOf,
  words,
  latest,
  onClose,
  ...first
}: EditorOptions<Thing, Draft>): Editor<Thing, Draft> {
  const [thing, setThing] = useState(first.thing);
  const [loaded, setLoaded] = useState(first.draft);
  const [draft, setDraft] = useState(first.draft);
  const [meanwhile, setMeanwhile] = useState<MeanwhileLine[]>([]);
  const [isGone, setGone] = useState(false);

  const meet = async (): Promise<void> => {
    const now = await latest?.();
    if (!now) return setGone(true);
    if (!draftOf || !words) return;
    const merged = merge(loaded, draft, draftOf(now));
    setMeanwhile(linesOf(words, loaded, draftOf(now), merged.changed, merged.kept));
    setDraft(merged.draft);
    setLoaded(draftOf(now));
    setThing(now);
  };
  const change = useChange<unknown>(onClose, (error) => {
    if (isCode(error, 'PRECONDITION_FAILED', 'NOT_FOUND') && latest) void meet();
  });
  return {
    ...{ thing, draft, meanwhile, isGone, change },
    set: (patch) => setDraft((shown) => ({ ...shown, ...patch })),
    isDirty: differing(loaded, draft).length > 0,
    run: (write, { said, undo }) => {
      setMeanwhile([]);
      change.start({
        write,
        said: (answer) => said(answer as never),
        undo: undo && ((answer) => undo(answer as never)),
      });
    },
    close: onClose,
  };
}

/** Asks a list again and finds one thing in it. */
export function useLatest<Thing extends { id: string }>(
  query: { queryKey: QueryKey; queryFn?: unknown },
  id: string | undefined,
): (() => Promise<Thing | undefined>) | undefined {
  const cache = useQueryClient();
  if (!id) return undefined;
  return async () => {
    await cache.invalidateQueries({ queryKey: query.queryKey, refetchType: 'all' });
    return cache.getQueryData<Thing[]>(query.queryKey)?.find((each) => each.id === id);
  };
}
