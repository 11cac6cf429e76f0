import { blockTexts as texts } from './block.en.ts';

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
