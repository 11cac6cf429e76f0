import fc from 'fast-check';
import { FieldCipher } from './field-cipher.ts';

const key = (fill: number) => Buffer.alloc(32, fill);
const place = { table: 'training_event', rowId: 'row 1', column: 'report' };
const value = { sore: 7, areas: ['calves'], note: 'mañana 🏃', at: null };
const cipher = new FieldCipher([{ id: 1, key: key(1) }]);

describe('a sealed field', () => {
  it('opens to the value it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (any) => {
        const plain = JSON.parse(JSON.stringify(any));
        expect(cipher.open(place, cipher.seal(place, plain))).toEqual(plain);
      }),
    );
  });

  it('shows nothing of the value', () => {
    const sealed = cipher.seal(place, value);
    expect(sealed.toString('latin1')).not.toContain('calves');
  });

  it('is never the same bytes twice: no key and no nonce is used again', () => {
    const sealed = Array.from({ length: 500 }, () => cipher.seal(place, value));
    const parts = (from: number, to: number) =>
      new Set(sealed.map((bytes) => bytes.subarray(from, to).toString('hex'))).size;
    expect([parts(5, 17), parts(17, 49), parts(65, 77)]).toEqual([500, 500, 500]);
  });

  it.each([
    ['row', { rowId: 'row 2' }],
    ['column', { column: 'answer' }],
    ['table', { table: 'check_in' }],
  ])('does not open in another %s', (_what, elsewhere) => {
    const sealed = cipher.seal(place, value);
    expect(() => cipher.open({ ...place, ...elsewhere }, sealed)).toThrow();
  });

  it('does not open when any one of its bytes was changed', () => {
    const sealed = cipher.seal(place, value);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 1, at);
      expect(() => cipher.open(place, changed)).toThrow();
    }
  });

  it('does not open when bytes are missing', () => {
    const sealed = cipher.seal(place, value);
    for (const length of [0, 1, 50, 92, sealed.length - 1]) {
      expect(() => cipher.open(place, sealed.subarray(0, length))).toThrow();
    }
  });
});

describe('a ring of keys', () => {
  const old = new FieldCipher([{ id: 1, key: key(1) }]);
  const both = new FieldCipher([
    { id: 2, key: key(2) },
    { id: 1, key: key(1) },
  ]);
  const young = new FieldCipher([{ id: 2, key: key(2) }]);

  it('opens what any of its keys sealed, and seals with the newest', () => {
    expect(both.open(place, old.seal(place, value))).toEqual(value);
    expect(young.open(place, both.seal(place, value))).toEqual(value);
  });

  it('moves a value under the newest key without touching the value, so the old key can go', () => {
    const sealed = old.seal(place, value);
    const moved = both.rewrap(place, sealed);
    expect(young.open(place, moved)).toEqual(value);
    expect(moved.subarray(-40).equals(sealed.subarray(-40))).toBe(true);
    expect(both.rewrap(place, moved)).toBe(moved);
  });

  it('does not move a value that belongs elsewhere', () => {
    const sealed = old.seal(place, value);
    expect(() => both.rewrap({ ...place, rowId: 'row 2' }, sealed)).toThrow();
  });

  it('does not open without its key, and says which is missing', () => {
    expect(() => young.open(place, old.seal(place, value))).toThrow('key 1 is not on the ring');
  });

  it('does not open under another key of the same number', () => {
    const impostor = new FieldCipher([{ id: 1, key: key(9) }]);
    expect(() => impostor.open(place, old.seal(place, value))).toThrow();
  });
});
