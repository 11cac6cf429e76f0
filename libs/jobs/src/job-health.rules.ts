import { MINUTE } from '@limber/kernel';

export type WorkerState = 'alive' | 'silent' | 'never';

/** A beat is written every five seconds; four that are missing are no hiccup any more. */
const SILENT_AFTER_MS = 20_000;
/** Somebody waits for what is in `now`; the other queues may take their time. */
const LATE_AFTER_MS = { now: MINUTE, soon: 5 * MINUTE, bulk: 60 * MINUTE } as const;

/** Whether a worker is there, from the last sweep that any of them made. Real time, not the demo clock. */
export function workerState(sweptAt: Date | null, now: Date): WorkerState {
  if (sweptAt === null) return 'never';
  return now.getTime() - sweptAt.getTime() > SILENT_AFTER_MS ? 'silent' : 'alive';
}

/** A queue whose oldest job waits longer than its urgency allows. */
export const isBehind = (
  { urgency, oldestAt }: { urgency: keyof typeof LATE_AFTER_MS; oldestAt: string | null },
  now: Date,
): boolean => oldestAt !== null && now.getTime() - Date.parse(oldestAt) > LATE_AFTER_MS[urgency];
