import { complaint } from './log-line.ts';

describe('a line of a log on the terminal', () => {
  it.each([
    ['{"level":30,"msg":"request completed"}', 'stdout', undefined],
    ['{"level":40,"time":1,"msg":"slow"}', 'stdout', 'warn: slow'],
    [
      '{"level":50,"msg":"mail failed","err":{"message":"refused"}}',
      'stdout',
      'error: mail failed: refused',
    ],
    [
      '{"level":60,"error":{"message":"port taken"},"msg":"no start"}',
      'stdout',
      'fatal: no start: port taken',
    ],
    ['{"level":"error","msg":"named level"}', 'stdout', 'error: named level'],
    ['{"level":"info","msg":"named level"}', 'stderr', undefined],
    ['{"level":60,"err":{"message":"only the cause"}}', 'stderr', 'fatal: only the cause'],
    ['Nest application started', 'stdout', undefined],
    ['(node:1) Warning: something', 'stderr', '(node:1) Warning: something'],
    ['{ not json', 'stdout', undefined],
    ['', 'stderr', undefined],
  ] as const)('%s on %s becomes %s', (line, stream, expected) => {
    expect(complaint(line, stream)).toBe(expected);
  });
});
