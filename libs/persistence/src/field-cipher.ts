import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE = 12;
const TAG = 16;
const KEY = 32;
/** version, key id, wrapped data key (nonce, key, tag), nonce of the text, tag of the text */
const HEADER = 1 + 4 + (NONCE + KEY + TAG) + NONCE + TAG;

export interface RingKey {
  id: number;
  /** 32 bytes */
  key: Buffer;
}

/** Where a sealed value lives; moved anywhere else it does not open. */
export interface FieldPlace {
  table: string;
  rowId: string;
  column: string;
}

interface Box {
  nonce: Buffer;
  text: Buffer;
  tag: Buffer;
}

function encrypt(key: Buffer, text: Buffer, about: Buffer): Box {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(about);
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return { nonce, text: sealed, tag: cipher.getAuthTag() };
}

function decrypt(key: Buffer, box: Box, about: Buffer): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, box.nonce);
  decipher.setAAD(about);
  decipher.setAuthTag(box.tag);
  return Buffer.concat([decipher.update(box.text), decipher.final()]);
}

const aboutOf = (place: FieldPlace): Buffer =>
  Buffer.from(`${place.table}|${place.rowId}|${place.column}`);

/**
 * Envelope encryption of one field: a fresh data key per value (AES-256-GCM, bound to table, row and column),
 * wrapped by the newest key of the ring. Rotating means wrapping the data key again, not the value.
 */
export class FieldCipher {
  private readonly ring: Map<number, Buffer>;
  private readonly newest: number;

  constructor(keys: RingKey[]) {
    this.ring = new Map(keys.map(({ id, key }) => [id, key]));
    this.newest = Math.max(...this.ring.keys());
  }

  /** JSON value -> bytes for a bytea column. */
  seal(place: FieldPlace, value: unknown): Buffer {
    const about = aboutOf(place);
    const dataKey = randomBytes(KEY);
    const body = encrypt(dataKey, Buffer.from(JSON.stringify(value)), about);
    return Buffer.concat([this.wrap(dataKey, about), body.nonce, body.tag, body.text]);
  }

  /** Bytes -> the value. Throws when the bytes were changed, moved, or their key is not on the ring. */
  open<Value>(place: FieldPlace, sealed: Buffer): Value {
    const about = aboutOf(place);
    const { dataKey, rest } = this.unwrap(sealed, about);
    const body = {
      nonce: rest.subarray(0, NONCE),
      tag: rest.subarray(NONCE, NONCE + TAG),
      text: rest.subarray(NONCE + TAG),
    };
    return JSON.parse(decrypt(dataKey, body, about).toString()) as Value;
  }

  /** The same value under the newest key; unchanged when it is there already. */
  rewrap(place: FieldPlace, sealed: Buffer): Buffer {
    if (sealed.readUInt32BE(1) === this.newest) return sealed;
    const about = aboutOf(place);
    const { dataKey, rest } = this.unwrap(sealed, about);
    return Buffer.concat([this.wrap(dataKey, about), rest]);
  }

  private wrap(dataKey: Buffer, about: Buffer): Buffer {
    const head = Buffer.alloc(5);
    head.writeUInt8(VERSION, 0);
    head.writeUInt32BE(this.newest, 1);
    const wrapped = encrypt(this.keyOf(this.newest), dataKey, Buffer.concat([head, about]));
    return Buffer.concat([head, wrapped.nonce, wrapped.text, wrapped.tag]);
  }

  private unwrap(sealed: Buffer, about: Buffer): { dataKey: Buffer; rest: Buffer } {
    if (sealed.length < HEADER || sealed.readUInt8(0) !== VERSION) {
      throw new Error('not a sealed field');
    }
    const head = sealed.subarray(0, 5);
    const end = 5 + NONCE + KEY + TAG;
    const box = {
      nonce: sealed.subarray(5, 5 + NONCE),
      text: sealed.subarray(5 + NONCE, 5 + NONCE + KEY),
      tag: sealed.subarray(5 + NONCE + KEY, end),
    };
    const key = this.keyOf(head.readUInt32BE(1));
    const dataKey = decrypt(key, box, Buffer.concat([head, about]));
    return { dataKey, rest: sealed.subarray(end) };
  }

  private keyOf(id: number): Buffer {
    const key = this.ring.get(id);
    if (!key) throw new Error(`key ${id} is not on the ring`);
    return key;
  }
}
