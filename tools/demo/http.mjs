/** Talking to a running clinic. Whatever goes wrong becomes one sentence. */
import { setTimeout as sleep } from 'node:timers/promises';

export class DemoFailure extends Error {}

const PATIENCE_MS = 20_000;

export class Api {
  constructor(origin) {
    this.origin = origin.replace(/\/+$/, '');
  }

  /** The answer's status and JSON, whatever the status. */
  async ask(method, path, { body, headers = {} } = {}) {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const type = text === undefined ? {} : { 'content-type': 'application/json' };
    const init = {
      method,
      body: text,
      headers: { accept: 'application/json', ...type, ...headers },
    };
    const response = await fetch(this.origin + path, init).catch(() => {
      throw new DemoFailure(`Nothing answers at ${this.origin}: run "npm start" first.`);
    });
    return { status: response.status, body: await response.json().catch(() => undefined) };
  }

  /** The JSON of an answer that must be a success. */
  async must(method, path, options) {
    const { status, body } = await this.ask(method, path, options);
    if (status < 300) return body;
    const why = body?.detail || body?.title || 'no reason given';
    throw new DemoFailure(
      `${method} ${path} was refused with ${status} ${body?.code ?? ''}: ${why}`,
    );
  }

  get(path, query = {}) {
    const search = String(new URLSearchParams(query));
    return this.must('GET', search ? `${path}?${search}` : path);
  }

  post(path, body, headers) {
    return this.must('POST', path, { body, headers });
  }
}

/** Looks until there is something; a sentence when nothing comes. */
export async function eventually(look, sentence) {
  const deadline = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (performance.now() > deadline) throw new DemoFailure(sentence);
    await sleep(200);
  }
}
