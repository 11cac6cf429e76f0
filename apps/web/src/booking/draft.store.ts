import { useSyncExternalStore } from 'react';
import { type Draft, emptyDraft, type TrainingDraft } from './draft.ts';

const KEY = 'limber.draft.1';

/** This tab only, and gone with it: health answers do not belong into anything that lasts. */
function restore(): Draft {
  try {
    const text = sessionStorage.getItem(KEY);
    return text ? { ...emptyDraft, ...(JSON.parse(text) as Partial<Draft>) } : emptyDraft;
  } catch {
    return emptyDraft;
  }
}

let draft = restore();
const listeners = new Set<() => void>();

export const readDraft = (): Draft => draft;

export function changeDraft(change: Partial<Draft>): void {
  draft = { ...draft, ...change };
  try {
    sessionStorage.setItem(KEY, JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the answers still live in memory.
  }
  listeners.forEach((listener) => listener());
}

/** A suggestion is only as true as the answers it was made from. */
const unsuggested = { recommendation: null, safety: [] } as const;

export function changeAnswers(change: Partial<Draft>): void {
  changeDraft({ ...change, ...unsuggested });
}

export const changeTraining = (change: Partial<TrainingDraft>): void =>
  changeAnswers({ training: { ...draft.training, ...change } });

/** A fresh booking by the same person: who they are may stay, what they answered may not. */
export const startAgain = (): void => {
  const lastTherapistId = draft.done?.hold.therapistId ?? draft.lastTherapistId;
  changeDraft({ ...emptyDraft, contact: draft.contact, lastTherapistId });
};

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useDraft = (): Draft => useSyncExternalStore(subscribe, readDraft);
