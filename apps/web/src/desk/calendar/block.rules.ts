import { addDays } from '../../ui/format.ts';
import type { Clock } from '../../ui/wall-time.ts';
import { blockTexts as texts } from './block.en.ts';

/** Until midnight is until the end of that day: a field for a time has no 24:00. */
export const endClock = (clock: Clock): Clock =>
  clock.time === '00:00' && clock.date ? { ...clock, date: addDays(clock.date, 1) } : clock;

interface Wanted {
  /** Null: not typed, or left out that night. */
  from: number | null;
  to: number | null;
  ids: readonly string[];
  reason: string;
}

export interface BlockFaults {
  times?: string;
  whom?: string;
  reason?: string;
}

/** All that is missing, each at its own field. */
export const blockFaults = ({ from, to, ids, reason }: Wanted): BlockFaults => ({
  ...((from === null || to === null || from >= to) && { times: texts.needTimes }),
  ...(ids.length === 0 && { whom: texts.needWhom }),
  ...(reason.trim() === '' && { reason: texts.needReason }),
});
