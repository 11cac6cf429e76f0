import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild, type Child } from './child.ts';

describe('a child process', () => {
  let folder: string;
  let complaints: jest.SpyInstance;

  const start = (code: string): Child => {
    const script = join(folder, 'child.cjs');
    writeFileSync(script, code);
    const logFile = join(folder, 'child.log');
    return startChild({ name: 'child', script, cwd: folder, env: process.env, logFile });
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'limber-child-'));
    complaints = jest.spyOn(console, 'error').mockImplementation(() => undefined);
  });
  afterEach(() => {
    complaints.mockRestore();
    rmSync(folder, { recursive: true, force: true });
  });

  it('is heard on its output and on its channel', async () => {
    const child = start(
      `console.log('worker ready'); process.send({ type: 'up' }); setInterval(() => {}, 1e3)`,
    );
    await child.says((line) => line === 'worker ready');
    await child.says((line) => line === '{"type":"up"}');
    await child.stop();
  });

  it('tells how it ended and what it said last', async () => {
    const child = start(`console.log('one'); console.error('two'); process.exitCode = 3`);
    expect(await child.ended).toEqual({ ok: false, how: 'ended with code 3' });
    expect([...child.lastLines()].sort()).toEqual(['one', 'two']);
    expect(complaints.mock.calls).toEqual([['[child] two']]);
  });

  it('keeps the log of the run before', async () => {
    await start(`console.log('first run')`).ended;
    await start(`console.log('second run')`).ended;
    expect(readFileSync(join(folder, 'child.previous.log'), 'utf8')).toBe('first run\n');
  });

  it('is asked to stop, and may take its leave', async () => {
    const child = start(
      `process.on('SIGTERM', () => { console.log('bye'); process.exit(0) }); console.log('up'); setInterval(() => {}, 1e3)`,
    );
    await child.says((line) => line === 'up');
    await child.stop();
    expect(await child.ended).toMatchObject({ ok: true });
    expect(child.lastLines()).toContain('bye');
  });

  it('learns that we are gone from the end of its channel', async () => {
    const orphan = join(folder, 'orphan.cjs');
    const mark = join(folder, 'mark');
    writeFileSync(
      orphan,
      `process.on('disconnect', () => { require('fs').writeFileSync(${JSON.stringify(mark)}, 'gone'); process.exit() });
       process.send('up')`,
    );
    const parent = spawn(process.execPath, [
      '-e',
      `const c = require('child_process').spawn(process.execPath, [${JSON.stringify(orphan)}], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], detached: true });
       c.on('message', () => process.kill(process.pid, 'SIGKILL'))`,
    ]);
    await new Promise((resolve) => parent.once('close', resolve));
    for (let wait = 0; wait < 100; wait += 1) {
      if (readIfThere(mark)) break;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(readIfThere(mark)).toBe('gone');
  });
});

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
