import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartRefused } from './start-refused.ts';

/** Refuses with a sentence when someone has the port and keeps it, or we may not have it. */
export async function assertPortFree(port: number, patienceMs = 0): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let problem = await problemWith(port);
  while (problem === 'EADDRINUSE' && performance.now() < deadline) {
    await sleep(100);
    problem = await problemWith(port);
  }
  if (problem === 'EADDRINUSE') {
    throw new StartRefused(
      `Port ${port} is already in use: stop the program that has it, or choose another port with PORT=${port + 1} npm start.`,
    );
  }
  if (problem) {
    throw new StartRefused(`Limber may not listen on port ${port} (${problem}): choose another.`);
  }
}

/**
 * "localhost" may mean either address. Some systems let two programs share a port when one of them
 * listens on all addresses, so being able to listen proves nothing: ask who answers, too.
 */
async function problemWith(port: number): Promise<string | undefined> {
  const answers = await Promise.all(['127.0.0.1', '::1'].map((host) => isAnswering(port, host)));
  return answers.includes(true) ? 'EADDRINUSE' : tryToListen(port);
}

/** Whether anyone takes a connection; no answer within a second counts as nobody. */
export function isAnswering(port: number, host = '127.0.0.1'): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (answering: boolean): void => {
      socket.destroy();
      resolve(answering);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
    socket.setTimeout(1_000, () => end(false));
  });
}

function tryToListen(port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(undefined)));
  });
}
