import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { CaughtMail } from '@limber/contracts';
import { readMail, type ReadMail } from './mail-reader.ts';

const MAIL = /^(\d{10})\.eml$/;
const BODIES_KEPT = 200;

/** What a search needs of every mail; bodies are read again when they are older than the last few. */
interface Heading {
  id: string;
  recipients: string[];
  date: string;
}

/** One folder, one `.eml` file a mail, numbered in the order of arrival. */
export class MailStore {
  readonly #directory: string;
  readonly #headings = new Map<string, Heading>();
  readonly #bodies = new Map<string, CaughtMail>();
  #next: number;

  private constructor(directory: string, next: number) {
    this.#directory = directory;
    this.#next = next;
  }

  static async open(directory: string): Promise<MailStore> {
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const names = await readdir(directory);
    // Left by a process killed while writing: its sender never got an OK and will send again.
    const drafts = names.filter((name) => name.endsWith('.draft'));
    await Promise.all(drafts.map((name) => rm(join(directory, name), { force: true })));
    const last = Math.max(0, ...names.map((name) => Number(MAIL.exec(name)?.[1] ?? 0)));
    return new MailStore(directory, last + 1);
  }

  /** Resolves when the mail would survive a power cut. */
  async add(recipients: string[], message: Buffer): Promise<void> {
    const id = String(this.#next++).padStart(10, '0');
    const draft = join(this.#directory, `${id}.draft`);
    const file = await open(draft, 'wx', 0o600);
    try {
      // As a mail server does: a blind copy's reader stands in no other header.
      await file.write(
        recipients.map((address) => `Delivered-To: ${oneLine(address)}\r\n`).join(''),
      );
      await file.write(message);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, this.#path(id));
    await syncDirectory(this.#directory);
  }

  /**
   * Newest first by the clinic's clock; of the same second the later arrival first. `atMost` because a demo
   * that ran for weeks holds thousands.
   */
  async list(recipient?: string, atMost = Infinity): Promise<CaughtMail[]> {
    const names = await readdir(this.#directory);
    const ids = names.flatMap((name) => MAIL.exec(name)?.[1] ?? []).sort();
    const wanted = recipient?.trim().toLowerCase();
    const headings: Heading[] = [];
    for (const id of ids) {
      const heading = this.#headings.get(id) ?? (await this.#read(id)).heading;
      if (wanted === undefined || heading.recipients.includes(wanted)) headings.push(heading);
    }
    headings.sort((a, b) => b.date.localeCompare(a.date) || b.id.localeCompare(a.id));
    const mails: CaughtMail[] = [];
    for (const { id } of headings.slice(0, atMost)) {
      mails.push(this.#bodies.get(id) ?? (await this.#read(id)).mail);
    }
    return mails;
  }

  async #read(id: string): Promise<{ heading: Heading; mail: CaughtMail }> {
    const [source, { mtime }] = await Promise.all([readFile(this.#path(id)), stat(this.#path(id))]);
    const { mail, recipients }: ReadMail = await readMail(source, { id, receivedAt: mtime });
    const heading = { id, recipients, date: mail.date };
    this.#headings.set(id, heading);
    this.#bodies.set(id, mail);
    const oldest = this.#bodies.keys().next();
    if (this.#bodies.size > BODIES_KEPT && !oldest.done) this.#bodies.delete(oldest.value);
    return { heading, mail };
  }

  #path(id: string): string {
    return join(this.#directory, `${id}.eml`);
  }
}

const oneLine = (text: string): string => text.replace(/[\r\n]/g, '');

/** The new name itself must be on disk, too; where folders cannot be opened (Windows) it is already. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r').catch(() => undefined);
  try {
    await handle?.sync();
  } catch {
    // some file systems refuse to sync a folder
  } finally {
    await handle?.close();
  }
}
