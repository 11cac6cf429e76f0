import { Agent, request } from 'node:http';

export interface Answer {
  /** 0 = no answer: the connection broke, and what was asked may have happened or not. */
  status: number;
  /** Milliseconds until the whole answer was there. */
  ms: number;
  text: string;
  /** As a Cookie header would send them back. */
  cookies: string;
  body: Record<string, unknown> & { code?: string };
}

export interface Ask {
  body?: unknown;
  headers?: Record<string, string>;
  /** Hangs up with the first byte of the answer, unread, or after so many milliseconds. */
  cut?: 'answer' | number;
}

const PATIENCE_MS = 60_000;

/** Sockets to the apis of one run, with a tally of what came back. */
export class HttpClient {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 256 });
  private answers: Answer[] = [];

  /** One request over a real socket. Never rejects: a broken connection is an answer too. */
  async ask(base: string, method: string, path: string, asked: Ask = {}): Promise<Answer> {
    const began = performance.now();
    const { status, text, cookies } = await this.send(new URL(path, base), method, asked);
    const ms = performance.now() - began;
    const answer = { status, ms, text, cookies, body: parse(text) };
    this.answers.push(answer);
    return answer;
  }

  /** What came since the last time this was asked. */
  takeTally(): Answer[] {
    const answers = this.answers;
    this.answers = [];
    return answers;
  }

  close(): void {
    this.agent.destroy();
  }

  private send(
    url: URL,
    method: string,
    { body, headers = {}, cut }: Ask,
  ): Promise<Pick<Answer, 'status' | 'text' | 'cookies'>> {
    const sent = body === undefined ? undefined : JSON.stringify(body);
    return new Promise((resolve) => {
      const broken = (): void => resolve({ status: 0, text: '', cookies: '' });
      const out = request(url, {
        method,
        agent: cut === undefined ? this.agent : false,
        timeout: PATIENCE_MS,
        headers: {
          ...(sent !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(sent),
          }),
          ...headers,
        },
      });
      out.once('error', broken).once('timeout', () => out.destroy());
      out.once('response', (answer) => {
        if (cut === 'answer') {
          out.destroy();
          return broken();
        }
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        const cookies = (answer.headers['set-cookie'] ?? []).map((each) => each.split(';')[0]);
        answer.once('end', () =>
          resolve({ status: answer.statusCode ?? 0, text, cookies: cookies.join('; ') }),
        );
        answer.once('close', broken);
      });
      if (typeof cut === 'number') setTimeout(() => out.destroy(), cut);
      out.end(sent);
    });
  }
}

function parse(text: string): Answer['body'] {
  try {
    return JSON.parse(text) as Answer['body'];
  } catch {
    return {};
  }
}

/** How often each status, and each code of a refusal, came: `201`, `409 SLOT_TAKEN`. */
export function tally(answers: readonly Answer[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status, body } of answers) {
    const name = body.code ? `${status} ${body.code}` : String(status);
    counts[name] = (counts[name] ?? 0) + 1;
  }
  return counts;
}
