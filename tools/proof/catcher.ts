import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';

/** One accepted mail. Its Message-ID begins with the id of its row and the revision it speaks of. */
export interface Accepted {
  messageId: string;
  id: string;
  revision: number;
  to: string;
  /** Epoch milliseconds, real time. */
  at: number;
}

const PATIENCE_MS = 180_000;

/** The mail server's process, seen from here. */
export class Catcher {
  readonly accepted: Accepted[] = [];
  private heard: () => void = () => undefined;

  private constructor(
    private readonly child: ChildProcess,
    readonly url: string,
  ) {
    child.on('message', (told: Omit<Accepted, 'id' | 'revision'>) => {
      const [, id = '', revision = ''] = /^([0-9a-f-]{36})\.(\d+)@/.exec(told.messageId) ?? [];
      this.accepted.push({ ...told, id, revision: Number(revision) });
      this.heard();
    });
  }

  /** `program` is catcher.mjs of this folder. */
  static async start(program: string): Promise<Catcher> {
    const child = fork(program, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const [{ port }] = (await once(child, 'message')) as [{ port: number }];
    return new Catcher(child, `smtp://127.0.0.1:${port}`);
  }

  /** Resolves with the very mail that makes them so many. */
  async untilAccepted(count: number): Promise<void> {
    let isLate = false;
    const late = setTimeout(() => {
      isLate = true;
      this.heard();
    }, PATIENCE_MS);
    while (this.accepted.length < count && !isLate) {
      await new Promise<void>((resolve) => (this.heard = resolve));
    }
    clearTimeout(late);
    if (isLate) throw new Error(`only ${this.accepted.length} of ${count} mails were accepted`);
  }

  async stop(): Promise<void> {
    if (this.child.exitCode !== null) return;
    this.child.disconnect();
    await once(this.child, 'exit');
  }
}
