import { readFileSync } from 'node:fs';

/** npm passes on the Ctrl-C that the terminal has sent to everyone already: one press, two signals. */
const SAME_PRESS_MS = 500;
const WATCH_MS = 500;

/** Calls `first` when asked to stop in any way, `again` when asked once more by someone impatient. */
export function onStopRequest(listeners: { first: () => void; again: () => void }): void {
  let asked: number | undefined;
  const ask = (): void => {
    const now = performance.now();
    if (asked === undefined) {
      asked = now;
      listeners.first();
    } else if (now - asked > SAME_PRESS_MS) {
      listeners.again();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, ask);
  onNpmGone(() => {
    if (asked === undefined) ask();
  });
}

/** A killed npm sends no signal. Only then a vanished parent means "stop": a shell may leave us on purpose. */
function onNpmGone(stop: () => void): void {
  if (!process.env['npm_lifecycle_event']) return;
  const ancestor = npmProcess();
  const before = ancestor();
  setInterval(() => {
    if (ancestor() !== before) stop();
  }, WATCH_MS).unref();
}

/** npm is our parent, or, where the shell it uses stays in between, that shell's. */
function npmProcess(): () => number {
  const parent = process.ppid;
  if (!/sh$|busybox/.test(statOf(parent)?.name ?? '')) return () => process.ppid;
  return () => (process.ppid === parent ? (statOf(parent)?.parent ?? 0) : 0);
}

/** Linux only: elsewhere the shell makes way for us. */
function statOf(pid: number): { name: string; parent: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const [, name = '', parent] = /\((.*)\) \S+ (\d+)/s.exec(stat) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}
