import { setTimeout as wait } from 'node:timers/promises';

/**
 * Asks again until `look` stops throwing, and answers what it returned. For the effects of other processes
 * only: what our own process does can be awaited.
 */
export async function eventually<Value>(
  look: () => Value | Promise<Value>,
  timeoutMs = 20_000,
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
