import { join, resolve } from 'node:path';
import { findRoot, readStartOptions } from './start-options.ts';

const root = resolve('/checkout');

describe('the options of a start', () => {
  it('are port 3000 and a folder in the checkout by default', () => {
    const defaults = { root, port: 3000, dataFolder: join(root, '.data') };
    expect(readStartOptions({}, root)).toEqual(defaults);
    expect(readStartOptions({ PORT: '', LIMBER_DATA: '' }, root)).toEqual(defaults);
  });

  it('take PORT and LIMBER_DATA', () => {
    const elsewhere = resolve('/var/clinic');
    const options = readStartOptions({ PORT: '3100', LIMBER_DATA: elsewhere }, root);
    expect(options).toMatchObject({ port: 3100, dataFolder: elsewhere });
    expect(readStartOptions({ LIMBER_DATA: 'two' }, root).dataFolder).toBe(join(root, 'two'));
  });

  it.each(['0', '-1', '65536', '3000.5', 'http'])('refuse PORT=%s', (PORT) => {
    expect(() => readStartOptions({ PORT }, root)).toThrow(/PORT must be a number/);
  });

  it('find the checkout from any folder in it', () => {
    const here = findRoot(resolve('apps/local/src'));
    expect(findRoot(here)).toBe(here);
    expect(() => findRoot(resolve('/'))).toThrow(/inside its checkout/);
  });
});
