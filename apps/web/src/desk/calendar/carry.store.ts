import type { DeskCalendarCard } from '@limber/contracts';
import type { Lane } from './lane.rules.ts';

/** A visit on its way to another time: where it would stand if it were let go now. */
export interface Carried {
  readonly card: DeskCalendarCard;
  readonly lane: Lane;
  /** Epoch milliseconds. */
  readonly startsAt: number;
  /** Carried by the arrow keys; else by a pointer. */
  readonly byKeys: boolean;
  /** Let go there; the strip asks whether that is meant. */
  readonly isSet: boolean;
}

let carried: Carried | null = null;
const listeners = new Set<() => void>();

export const whatIsCarried = (): Carried | null => carried;

/** A pointer has it, and has not let go. */
export const isDrag = (): boolean => carried !== null && !carried.byKeys && !carried.isSet;

export function carry(next: Carried | null): void {
  carried = next;
  listeners.forEach((listener) => listener());
}

export function subscribeCarried(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
