import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;
const PATIENCE_MS = 2_000;

/** Resolves when the api says that it can work; whoever asks decides how long to wait. */
export async function untilReady(port: number, signal: AbortSignal): Promise<void> {
  while ((await status(`http://127.0.0.1:${port}/readyz`)) !== 200) {
    await sleep(PAUSE_MS, undefined, { signal });
  }
}

function status(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: PATIENCE_MS }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}
