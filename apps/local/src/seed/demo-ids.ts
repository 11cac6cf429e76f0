import { createHash } from 'node:crypto';

const READABLE = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

const digest = (...name: (string | number)[]): Buffer =>
  createHash('sha256')
    .update(['limber', ...name].join('|'))
    .digest();

/** A UUID made from a name, so that links into the demo clinic survive a new seed. */
export function demoId(...name: (string | number)[]): string {
  const bytes = digest(...name).subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x50, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

/** Eight letters and digits, as a booking's reference. */
export const demoReference = (...name: (string | number)[]): string =>
  [...digest('reference', ...name).subarray(0, 8)]
    .map((byte) => READABLE.charAt(byte % READABLE.length))
    .join('');

export const fingerprint = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest('hex');
