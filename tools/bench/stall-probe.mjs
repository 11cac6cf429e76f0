/** Loaded before the api when a bench asks how long its event loop stood still. */
import { monitorEventLoopDelay } from 'node:perf_hooks';

const RESOLUTION_MS = 5;
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delay.enable();
process.on('message', (message) => {
  if (message !== 'stall?') return;
  const longestMs = Math.max(0, delay.max / 1e6 - RESOLUTION_MS);
  delay.reset();
  process.send?.({ longestMs, residentMb: process.memoryUsage().rss / 2 ** 20 });
});
