/** The last thing the desk did, in a sentence; one at a time, the newest wins. */
export interface Said {
  readonly tone: 'done' | 'trouble';
  readonly sentence: string;
  readonly count: number;
  /** Takes back exactly what was done; only offered where that is true. */
  readonly undo?: () => void;
}

let said: Said | null = null;
let count = 0;
const listeners = new Set<() => void>();
const tell = (): void => listeners.forEach((listener) => listener());

export function say(tone: Said['tone'], sentence: string, undo?: () => void): void {
  count += 1;
  said = { tone, sentence, count, ...(undo && { undo }) };
  tell();
}

export function hush(): void {
  said = null;
  tell();
}

export const whatWasSaid = (): Said | null => said;

export function subscribeSaid(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
