import { Closers } from './closers.ts';
import { startLimber } from './limber.ts';
import { demoSignIns } from './seed/demo-sign-ins.ts';
import { findRoot, readStartOptions } from './start-options.ts';
import { StartRefused } from './start-refused.ts';
import { onStopRequest } from './stop-request.ts';

/** Everything that was started is gone by then, or the process goes without it. */
const LAST_CALL_MS = 9_500;

async function run(signal: AbortSignal): Promise<number> {
  const closers = new Closers();
  try {
    const options = readStartOptions(process.env, findRoot(import.meta.dirname));
    const { failure } = await startLimber(options, closers, signal);
    announce(options.port);
    await Promise.race([aborted(signal), failure]);
    return 0;
  } catch (error) {
    if (signal.aborted) return 0;
    console.error(error instanceof StartRefused ? error.message : error);
    return 1;
  } finally {
    setTimeout(() => process.exit(1), LAST_CALL_MS).unref();
    await closers.closeAll();
  }
}

function announce(port: number): void {
  console.log(`Limber is ready: http://localhost:${port}`);
  for (const { who, email, password } of demoSignIns)
    console.log(`  ${who}: ${email} / ${password}`);
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });
}

const stopping = new AbortController();
onStopRequest({
  first: () => stopping.abort(),
  // The children and the server are told by their own "exit" listeners.
  again: () => process.exit(130),
});
process.exit(await run(stopping.signal));
