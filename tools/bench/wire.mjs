import { connect } from 'node:net';

/** One keep-alive connection that answers one request at a time: as little client as possible. */
export class Wire {
  #socket;
  #waiting = null;
  #received = [];
  #size = 0;
  #head = null;

  constructor(port) {
    this.port = port;
  }

  async open() {
    this.#socket = connect(this.port, '127.0.0.1');
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (chunk) => this.#take(chunk));
    const fail = (error) => this.#settle(null, error ?? new Error('the server hung up'));
    this.#socket.on('error', fail);
    this.#socket.on('close', () => fail());
    await new Promise((resolve, reject) => {
      this.#socket.once('connect', resolve);
      this.#socket.once('error', reject);
    });
    return this;
  }

  /** @returns {Promise<{status: number, body: string, ms: number}>} */
  send(request) {
    const begun = performance.now();
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject, begun };
      this.#socket.write(request);
    });
  }

  close() {
    this.#waiting = null;
    this.#socket.destroy();
  }

  #take(chunk) {
    this.#received.push(chunk);
    this.#size += chunk.length;
    if (!this.#head && !this.#readHead()) return;
    const { bodyAt, length, status } = this.#head;
    if (this.#size < bodyAt + length) return;
    const whole = this.#received.length === 1 ? this.#received[0] : Buffer.concat(this.#received);
    [this.#received, this.#size, this.#head] = [[], 0, null];
    this.#settle({ status, body: whole.toString('utf8', bodyAt, bodyAt + length) });
  }

  #readHead() {
    const whole = this.#received.length === 1 ? this.#received[0] : Buffer.concat(this.#received);
    this.#received = [whole];
    const end = whole.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = whole.toString('latin1', 0, end);
    const status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: (\d+)/i.exec(head);
    if (!length && status !== 204) throw new Error(`an answer without a length: ${head}`);
    this.#head = { bodyAt: end + 4, length: Number(length?.[1] ?? 0), status };
    return true;
  }

  #settle(answer, error) {
    const waiting = this.#waiting;
    this.#waiting = null;
    if (!waiting) return;
    if (error) waiting.reject(error);
    else waiting.resolve({ ...answer, ms: performance.now() - waiting.begun });
  }
}

export const getRequest = (path) => `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`;

export function postRequest(path, body, headers = {}) {
  const text = JSON.stringify(body);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  return (
    `POST ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${Buffer.byteLength(text)}\r\n${lines.join('')}\r\n${text}`
  );
}

export async function openWires(ports, count) {
  const wires = [];
  for (let n = 0; n < count; n++) wires.push(await new Wire(ports[n % ports.length]).open());
  return {
    wires,
    close: () => wires.forEach((wire) => wire.close()),
  };
}

/**
 * Closed loop: every connection asks again as soon as it was answered, for so long or so many turns.
 * `turn(wire, n)` makes one turn and answers its milliseconds.
 */
export async function closedLoop({ wires, seconds = Infinity, turns = Infinity, turn }) {
  const times = [];
  const begun = performance.now();
  const end = begun + seconds * 1000;
  let next = 0;
  const drive = async (wire) => {
    while (next < turns && performance.now() < end) times.push(await turn(wire, next++));
  };
  await Promise.all(wires.map(drive));
  const elapsed = (performance.now() - begun) / 1000;
  times.sort((a, b) => a - b);
  return {
    perSecond: times.length / elapsed,
    p50: at(times, 0.5),
    p99: at(times, 0.99),
    count: times.length,
  };
}

/** A quantile of sorted numbers. */
export const at = (sorted, q) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;
export const median = (values) =>
  at(
    [...values].sort((a, b) => a - b),
    0.5,
  );
