import type { z } from 'zod';
import type { ClockView } from '@limber/contracts';
import { browserNow } from '../browser-clock.ts';
import { request } from './request.ts';

type Clock = z.infer<typeof ClockView>;

interface State {
  /** Clinic time minus browser time, milliseconds. */
  readonly offset: number;
  readonly isDemo: boolean;
}

let state: State = { offset: 0, isDemo: false };
const listeners = new Set<() => void>();

/** The clinic's time. In the demo its clock can be moved, so the browser's would lie about "now". */
export const now = (): number => browserNow() + state.offset;
export const clockState = (): State => state;

export function subscribeClock(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function learn(clock: Clock): void {
  state = { offset: Date.parse(clock.now) - browserNow(), isDemo: true };
  listeners.forEach((listener) => listener());
}

/** Outside demo mode there is no such route: then the browser's clock is as good as any. */
export async function readClock(): Promise<void> {
  try {
    learn(await request<Clock>('GET', '/api/v1/demo/clock'));
  } catch {
    // Offline or not a demo: the page says so where it matters.
  }
}

export async function advanceClock(advance: string): Promise<void> {
  learn(await request<Clock>('POST', '/api/v1/demo/clock', { body: { advance } }));
}
