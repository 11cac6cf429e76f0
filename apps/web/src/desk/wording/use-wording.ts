import type { DeskMailWording, MailWordingPreview } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isCode } from '../../api/problem.ts';
import { useRested } from '../../ui/use-rested.ts';
import { logTexts } from '../log.en.ts';
import { say } from '../said.store.ts';
import { differing, merge } from '../setup/drafts.rules.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import type { AppliesTo } from './applies-to.tsx';
import { wordingTexts as texts } from './wording.en.ts';
import type { Part } from './wording.field.tsx';
import { previewQuery, saveWording, WORDING, wordingQuery } from './wording.requests.ts';

const CALM_MS = 300;

/** Both parts as a client reads them, whoever words them. */
export type Draft = Record<Part, string>;

const draftOf = ({ opening, closing, house }: DeskMailWording): Draft => ({
  opening: opening ?? house.opening,
  closing: closing ?? house.closing,
});

/** Somebody else was quicker: how it stands now, and which parts keep what was typed here. */
interface Meanwhile {
  now: DeskMailWording;
  kept: Part[];
}

/** The mail in the words that were typed last and can be sent, and why those of now cannot. */
function usePreview(kind: string, draft: Draft) {
  const asked = useQuery(previewQuery(kind, useRested(draft, CALM_MS)));
  const [mail, setMail] = useState<MailWordingPreview>();
  if (asked.data && asked.data !== mail) setMail(asked.data);
  useSignInWhenGone(asked.error);
  return { mail, error: asked.error };
}

function useSaving(on: {
  saved: (now: DeskMailWording) => void;
  quicker: (now: DeskMailWording) => void;
}) {
  const cache = useQueryClient();
  const save = useMutation({
    mutationFn: ({ base, draft, ...how }: Save) =>
      saveWording(base.kind, base.version, { ...draft, ...how }),
    onSuccess: (now, { appliesTo, seenPlanned }) => {
      const kind = logTexts.kind(now.kind);
      say('done', appliesTo === 'new' ? texts.savedNew(kind) : texts.saved(kind, seenPlanned));
      on.saved(now);
      void cache.invalidateQueries({ queryKey: WORDING });
    },
    onError: async (error, { base }) => {
      if (isCode(error, 'WORDING_COUNT_CHANGED')) {
        await cache.invalidateQueries({ queryKey: [...WORDING, 'preview'] });
      }
      if (isCode(error, 'PRECONDITION_FAILED')) {
        on.quicker(await cache.fetchQuery({ ...wordingQuery(base.kind), staleTime: 0 }));
      }
    },
  });
  useSignInWhenGone(save.error);
  return save;
}

interface Save {
  base: DeskMailWording;
  draft: Draft;
  appliesTo: AppliesTo;
  seenPlanned: number;
}

/** A draft of one mail's wording, from opening it to saving it, through whatever others do meanwhile. */
export function useWording(loaded: DeskMailWording) {
  const [base, setBase] = useState(loaded);
  const [draft, setDraft] = useState(() => draftOf(loaded));
  const [appliesTo, choose] = useState<AppliesTo | null>(null);
  const [meanwhile, setMeanwhile] = useState<Meanwhile | null>(null);
  const { mail, error } = usePreview(base.kind, draft);
  const save = useSaving({
    saved: (now) => {
      setBase(now);
      setDraft(draftOf(now));
      choose(null);
      setMeanwhile(null);
    },
    quicker: (now) => {
      const merged = merge(draftOf(base), draft, draftOf(now));
      setBase(now);
      setDraft(merged.draft);
      setMeanwhile({ now, kept: differing(draftOf(now), merged.draft) });
    },
  });
  const planned = mail?.planned ?? 0;
  const isDirty = differing(draftOf(base), draft).length > 0;
  return {
    ...{ base, draft, appliesTo, choose, meanwhile, mail, planned, isDirty, save },
    /** What the clinic said about the words, looking at them or saving them. */
    fault: error ?? save.error,
    set: (patch: Partial<Draft>) => {
      save.reset();
      setDraft((shown) => ({ ...shown, ...patch }));
    },
    reset: () => setDraft(draftOf(base)),
    /** Without planned mails there is nothing to choose: what may be planned meanwhile is told of. */
    run: () => {
      const reach = planned === 0 ? 'upcoming' : appliesTo;
      if (reach) save.mutate({ base, draft, appliesTo: reach, seenPlanned: planned });
    },
  };
}

export type Wording = ReturnType<typeof useWording>;
