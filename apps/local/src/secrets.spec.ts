import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readOrCreateSecrets } from './secrets.ts';

describe('the secrets of a data folder', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'limber-secrets-'));
    file = join(folder, 'secrets.json');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('are made on the first start and stay the same', () => {
    const first = readOrCreateSecrets(file);
    expect(readOrCreateSecrets(file)).toEqual(first);
    expect(Buffer.from(first.fieldKeyring['1'] ?? '', 'base64')).toHaveLength(32);
    expect(first.linkSecret.length).toBeGreaterThanOrEqual(32);
    expect(new Set([first.appPassword, first.ownerPassword, first.linkSecret]).size).toBe(3);
  });

  it('differ from folder to folder', () => {
    const other = readOrCreateSecrets(join(folder, 'other.json'));
    expect(readOrCreateSecrets(file).linkSecret).not.toBe(other.linkSecret);
  });

  it('are readable by nobody else', () => {
    readOrCreateSecrets(file);
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it.each(['', '{', '{}', '[]', '{"ownerPassword":"a","appPassword":"b","linkSecret":"c"}'])(
    'are not replaced when the file is damaged: %j',
    (text) => {
      writeFileSync(file, text);
      chmodSync(file, 0o600);
      expect(() => readOrCreateSecrets(file)).toThrow(/are damaged/);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );
});
