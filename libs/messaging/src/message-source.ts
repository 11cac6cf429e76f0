import type { Transaction } from '@limber/persistence';
import type { MailView } from './mail-view.ts';
import { messageKinds, type MessageKind } from './message-kind.data.ts';
import type { DueMessage } from './message.entity.ts';

export type LastLook = { send: MailView } | { drop: string };

/** Whoever plans a kind also takes the last look at it: is this still true, and what does it say now? */
export interface MessageSource {
  readonly kinds: readonly MessageKind[];
  lastLook(tx: Transaction, message: DueMessage): Promise<LastLook>;
}

export class MessageSources {
  private readonly byKind = new Map<MessageKind, MessageSource>();

  register(source: MessageSource): void {
    for (const kind of source.kinds) {
      if (this.byKind.has(kind)) throw new Error(`two sources for messages of kind ${kind}`);
      this.byKind.set(kind, source);
    }
  }

  /** At start-up, so that a kind nobody answers for is no surprise at night. */
  assertComplete(): void {
    const missing = messageKinds.filter((kind) => !this.byKind.has(kind));
    if (missing.length > 0) throw new Error(`no source for messages of kind ${missing.join(', ')}`);
  }

  async lastLook(tx: Transaction, message: DueMessage): Promise<LastLook> {
    const source = this.byKind.get(message.kind);
    if (!source) throw new Error(`no source for messages of kind ${message.kind}`);
    const look = await source.lastLook(tx, message);
    if ('send' in look && look.send.kind !== message.kind) {
      throw new Error(`a source answered ${message.kind} with a view of ${look.send.kind}`);
    }
    return look;
  }
}
