import { readConfig, redacted } from './config.ts';

const key = Buffer.alloc(32, 7).toString('base64');
const good = {
  DATABASE_URL: 'postgres://limber_app:hunter2@127.0.0.1:5432/limber',
  LINK_SECRET: 'x'.repeat(32),
  FIELD_KEYRING: JSON.stringify({ 1: key }),
};

describe('readConfig', () => {
  it('fills every default that a local start needs', () => {
    expect(readConfig(good)).toMatchObject({ PORT: 3000, DEMO_MODE: false, QUEUE_URL: '' });
  });

  it.each([
    [{ DATABASE_URL: undefined }, 'DATABASE_URL'],
    [{ LINK_SECRET: 'short' }, 'LINK_SECRET'],
    [{ FIELD_KEYRING: '{"1":"c2hvcnQ="}' }, 'FIELD_KEYRING'],
    [{ FIELD_KEYRING: 'no json' }, 'FIELD_KEYRING'],
    [{ PORT: '70000' }, 'PORT'],
  ])('refuses %j and names the setting', (change, name) => {
    expect(() => readConfig({ ...good, ...change })).toThrow(name);
  });
});

describe('redacted', () => {
  it('prints neither keys nor passwords', () => {
    const printed = JSON.stringify(redacted(readConfig(good)));
    expect(printed).not.toContain('hunter2');
    expect(printed).not.toContain(key);
    expect(printed).not.toContain('x'.repeat(32));
  });
});
