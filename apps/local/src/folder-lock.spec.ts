import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAbandoned, lockFolder } from './folder-lock.ts';

/** Takes the lock as another process would have written it. */
function writeHolder(file: string, holder: { pid?: number; began: string }): void {
  writeFileSync(file, JSON.stringify(holder));
}

function beganAt(pid: number | undefined): string {
  if (process.platform !== 'linux') return '';
  return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19] ?? '';
}

describe('the lock on a data folder', () => {
  let folder: string;
  let file: string;
  let other: ChildProcess;

  beforeAll(() => {
    other = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  });
  afterAll(() => other.kill('SIGKILL'));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'limber-lock-'));
    file = join(folder, 'limber.lock');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is gone after release', () => {
    const release = lockFolder(folder, file);
    expect(existsSync(file)).toBe(true);
    release();
    expect(existsSync(file)).toBe(false);
  });

  it('refuses while another process holds it, and names it', () => {
    writeHolder(file, { pid: other.pid, began: beganAt(other.pid) });
    const sentence = new RegExp(`already running on ${folder} \\(process ${other.pid}\\)`);
    expect(() => lockFolder(folder, file)).toThrow(sentence);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: other.pid });
  });

  it('is taken over from a process that is gone', () => {
    expect(isAbandoned(file)).toBe(false);
    writeHolder(file, { pid: 999_999_999, began: '1' });
    expect(isAbandoned(file)).toBe(true);
    lockFolder(folder, file);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it('is taken over from an earlier start with our own number, as in a container', () => {
    writeHolder(file, { pid: process.pid, began: 'before' });
    expect(() => lockFolder(folder, file)).not.toThrow();
  });

  it('is taken over when the number belongs to a younger process now, where the system tells ages', () => {
    writeHolder(file, { pid: other.pid, began: '1' });
    const take = () => lockFolder(folder, file);
    // Linux tells when a process began; elsewhere a running number has to be believed.
    if (process.platform === 'linux') expect(take).not.toThrow();
    else expect(take).toThrow();
  });

  it('is taken over when it was never written to its end', () => {
    writeFileSync(file, '');
    expect(() => lockFolder(folder, file)).not.toThrow();
  });

  it('of someone else is not removed by a late release', () => {
    const release = lockFolder(folder, file);
    writeHolder(file, { pid: other.pid, began: '' });
    release();
    expect(existsSync(file)).toBe(true);
  });
});
