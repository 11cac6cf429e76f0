const NAMES = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
const WARN = 40;

interface LogRecord {
  level?: number | string;
  msg?: unknown;
  err?: { message?: unknown };
  error?: { message?: unknown };
}

/** What of a child's log line belongs on the terminal: warnings and errors, as a person reads them. */
export function complaint(line: string, stream: 'stdout' | 'stderr'): string | undefined {
  // Nearly every line of a busy server is one of these; do not spend its time on reading them whole.
  if (/^\{"level":[123]0,/.test(line)) return undefined;
  const record = parse(line);
  if (!record) return stream === 'stderr' && line.trim() !== '' ? line : undefined;
  const level = levelOf(record.level);
  if (level < WARN) return undefined;
  const words = [record.msg, record.err?.message, record.error?.message].filter(
    (text) => typeof text === 'string',
  );
  return `${NAMES[level / 10 - 1] ?? 'error'}: ${[...new Set(words)].join(': ') || line}`;
}

function parse(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as LogRecord;
  } catch {
    return undefined;
  }
}

function levelOf(level: LogRecord['level']): number {
  if (typeof level === 'number') return level;
  return (NAMES.findIndex((name) => name === level?.toLowerCase()) + 1) * 10;
}
