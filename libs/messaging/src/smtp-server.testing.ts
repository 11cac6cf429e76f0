import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface Caught {
  raw: string;
  mail: ParsedMail;
  envelopeTo: string[];
}

interface Answer {
  at: 'rcpt' | 'data';
  status: number;
  text: string;
}

/** A real mail server on a port of its own that can be told to refuse, to hang up, or to be away. */
export class TestSmtpServer {
  readonly caught: Caught[] = [];
  /** How long it thinks over each mail. */
  takesMs = 0;
  /** Most mails that it had been given and not yet answered. */
  mostAtOnce = 0;
  private atOnce = 0;
  private server: SMTPServer | null = null;
  private port = 0;
  private readonly answers: Answer[] = [];
  private hangUps = 0;
  private patience: Promise<void> = Promise.resolve();
  private readonly hanging: Promise<void>[] = [];

  get url(): string {
    return `smtp://127.0.0.1:${this.port}`;
  }

  async start(): Promise<void> {
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS', 'AUTH'],
      logger: false,
      onRcptTo: (_address, _session, done) => done(this.refusalAt('rcpt')),
      onData: (stream, session, done) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const refusal = this.refusalAt('data');
          if (refusal) return done(refusal);
          const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
          this.atOnce += 1;
          this.mostAtOnce = Math.max(this.mostAtOnce, this.atOnce);
          void this.keep(Buffer.concat(chunks), envelopeTo).then(async () => {
            const takesTime = this.takesMs > 0 && wait(this.takesMs);
            await Promise.all([this.patience, this.hanging.shift(), takesTime]);
            this.atOnce -= 1;
            if (this.hangUps > 0) this.hangUp();
            else done();
          });
        });
      },
    });
    server.on('error', () => undefined); // a client that hung up
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.server.address() as AddressInfo).port;
  }

  /** Gone, as far as anyone can tell; `start` brings it back on the same port. */
  async stop(): Promise<void> {
    const { server } = this;
    this.server = null;
    if (!server) return;
    this.cutConnections(server);
    await new Promise<void>((resolve) => server.close(resolve));
  }

  /** The next mail gets this answer instead of a yes. */
  refuseNext(at: Answer['at'], status: number, text: string): void {
    this.answers.push({ at, status, text });
  }

  /** Takes mails and says nothing, until what it answers is called. */
  fallSilent(): () => void {
    let speak: () => void = () => undefined;
    this.patience = new Promise((resolve) => (speak = resolve));
    return speak;
  }

  /** Takes the next mail and says nothing to that one, until what it answers is called. */
  hangOnNext(): () => void {
    let letGo: () => void = () => undefined;
    this.hanging.push(new Promise((resolve) => (letGo = resolve)));
    return letGo;
  }

  /** Takes the next mail and cuts the line before saying so. */
  hangUpAfterNext(): void {
    this.hangUps += 1;
  }

  private hangUp(): void {
    this.hangUps -= 1;
    if (this.server) this.cutConnections(this.server);
  }

  private cutConnections(server: SMTPServer): void {
    const { connections } = server as unknown as {
      connections: Set<{ _socket: { destroy(): void } }>;
    };
    for (const connection of connections) connection._socket.destroy();
  }

  private refusalAt(at: Answer['at']): (Error & { responseCode: number }) | null {
    if (this.answers[0]?.at !== at) return null;
    const answer = this.answers.shift();
    return answer ? Object.assign(new Error(answer.text), { responseCode: answer.status }) : null;
  }

  private async keep(raw: Buffer, envelopeTo: string[]): Promise<void> {
    const mail = await simpleParser(raw);
    this.caught.push({ raw: raw.toString('latin1'), mail, envelopeTo });
  }
}
