import { setTimeout as wait } from 'node:timers/promises';

/** How long something else may take on a machine that has much else to do; nobody waits so long for what is there. */
const PATIENCE_MS = 30_000;

/**
 * Asks again until `look` stops throwing, and answers what it returned. For the effects of other processes
 * only: what our own process does can be awaited.
 */
export async function eventually<Value>(
  look: () => Value | Promise<Value>,
  timeoutMs = PATIENCE_MS,
): Promise<Value> {
  const started = performance.now();
  for (;;) {
    try {
      return await look();
    } catch (error) {
      if (performance.now() - started > timeoutMs) throw error;
      await wait(20);
    }
  }
}
