import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Server as NetServer } from 'node:net';
import { SMTPServer, type SMTPServerDataStream } from 'smtp-server';
import { MailStore } from './mail-store.ts';

export interface MailCatcherOptions {
  /** 0 takes any free port. */
  smtpPort: number;
  httpPort: number;
  directory: string;
  host?: string;
}

export interface MailCatcher {
  smtpPort: number;
  httpPort: number;
  stop(): Promise<void>;
}

const LARGEST_MAIL = 25 * 1024 * 1024;

/** A mail server that delivers nothing: it keeps every mail in a folder and tells them over HTTP. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const host = options.host ?? '127.0.0.1';
  const store = await MailStore.open(options.directory);
  const smtp = smtpServer(store);
  const http = createServer((request, response) => void answer(store, request, response));
  const smtpPort = await listen(smtp.listen(options.smtpPort, host));
  try {
    const httpPort = await listen(http.listen(options.httpPort, host));
    return { smtpPort, httpPort, stop: () => stop(smtp, http) };
  } catch (error) {
    smtp.close();
    throw error;
  }
}

function smtpServer(store: MailStore): SMTPServer {
  const server = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    closeTimeout: 500,
    onData(stream, session, done) {
      const recipients = session.envelope.rcptTo.map(({ address }) => address);
      receive(stream)
        .then((message) => store.add(recipients, message))
        .then(() => done(null, 'kept'))
        .catch((error: unknown) => done(error instanceof Error ? error : new Error(String(error))));
    },
  });
  // A client that vanishes in the middle of a sentence is its own problem.
  server.on('error', () => undefined);
  return server;
}

async function receive(stream: SMTPServerDataStream): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) {
    if (!stream.sizeExceeded) chunks.push(chunk as Buffer);
  }
  if (stream.sizeExceeded) {
    throw Object.assign(new Error('This mail is too large'), { responseCode: 552 });
  }
  return Buffer.concat(chunks);
}

async function answer(
  store: MailStore,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://catcher');
  const route = `${request.method} ${url.pathname}`;
  try {
    if (route === 'GET /healthz') return send(response, 200, { status: 'ok' });
    if (route !== 'GET /mails') return send(response, 404, { error: 'There is only GET /mails' });
    const { searchParams } = url;
    const limit = Number(searchParams.get('limit')) || undefined;
    const mails = await store.list(searchParams.get('to') ?? undefined, limit);
    send(response, 200, { mails });
  } catch (error) {
    send(response, 500, { error: String(error) });
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

function listen(server: NetServer): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('listening', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

async function stop(smtp: SMTPServer, http: Server): Promise<void> {
  const closed = [
    new Promise<void>((resolve) => smtp.close(resolve)),
    new Promise<void>((resolve) => http.close(() => resolve())),
  ];
  http.closeAllConnections();
  await Promise.all(closed);
}
