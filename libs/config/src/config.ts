import { z } from 'zod';

const flag = z
  .enum(['0', '1', 'true', 'false'])
  .default('0')
  .transform((v) => v === '1' || v === 'true');
const port = z.coerce.number().int().min(1).max(65_535);

const keyring = z
  .string()
  .transform((text, ctx) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      ctx.addIssue({ code: 'custom', message: 'is not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().regex(/^\d+$/), z.string()))
  .transform((ring) =>
    Object.entries(ring).map(([id, key]) => ({ id: Number(id), key: Buffer.from(key, 'base64') })),
  )
  .refine((keys) => keys.length > 0 && keys.every(({ key }) => key.length === 32), {
    message: 'needs at least one 32-byte key in base64',
  });

/** The environment, every setting with what it is for. Anything without a default must be given. */
const Environment = z.object({
  /** In production what only watches over programmers is left out. */
  NODE_ENV: z.string().default('development'),
  /** Connection as the role limber_app: never an owner or superuser, row-level security must bind it. */
  DATABASE_URL: z.string().startsWith('postgres'),
  /** Connections of the ORM's pool; sign-in and the queue have their own. */
  DATABASE_POOL: z.coerce.number().int().min(1).max(50).default(10),
  /** redis://… moves the queue to Redis or Valkey; empty keeps it in PostgreSQL. */
  QUEUE_URL: z.string().default(''),
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** What links in mails begin with. */
  PUBLIC_URL: z.url().default('http://localhost:3000'),
  /** Opens the demo clock and mailbox. Never on a real clinic's machine. */
  DEMO_MODE: flag,
  SMTP_URL: z.string().startsWith('smtp').default('smtp://127.0.0.1:1025'),
  /** Domain of From addresses and Message-IDs. */
  MAIL_DOMAIN: z.string().default('limber.example'),
  /** Where the demo's mail catcher tells what it caught. */
  MAIL_CATCHER_URL: z.string().default('http://127.0.0.1:1080'),
  /** Signs links in mails. */
  LINK_SECRET: z.string().min(32),
  /** What whoever hands in returned mails and complaints sends along; empty: none are taken. */
  MAIL_REPORT_SECRET: z.union([z.literal(''), z.string().min(32)]).default(''),
  /** {"1":"<base64 of 32 bytes>"}; the highest number seals, all of them open. */
  FIELD_KEYRING: keyring,
  /** How often the worker looks for due work, in milliseconds. */
  SWEEP_MS: z.coerce.number().int().min(50).max(60_000).default(1000),
  /** What an outage held back goes out at most so many a minute, clinic by clinic. */
  MAIL_CATCH_UP_PER_MIN: z.coerce.number().int().min(1).max(100_000).default(60),
  /** Staff who leave the desk alone for so many minutes sign in again. */
  STAFF_IDLE_MIN: z.coerce.number().int().min(5).max(720).default(30),
  /** Hosts of calendars that may be read inside a private network and without TLS: "cloud.clinic.lan, …". */
  CALENDAR_TRUSTED_HOSTS: z
    .string()
    .default('')
    .transform((text) => text.split(/[\s,]+/).filter(Boolean)),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

export type Config = z.infer<typeof Environment>;

const secrets = new Set(['LINK_SECRET', 'FIELD_KEYRING', 'MAIL_REPORT_SECRET']);

/** Reads the environment once, at the top of an app. Throws with the names of all settings at fault. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const parsed = Environment.safeParse(env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`Limber cannot start with these settings:\n  ${faults.join('\n  ')}`);
}

/** The settings as they may be printed at start. */
export function redacted(config: Config): Record<string, string> {
  return Object.fromEntries(
    Object.entries(config).map(([name, value]) => {
      if (secrets.has(name) || typeof value === 'object') return [name, '(set)'];
      return [name, String(value).replace(/\/\/([^:/@]+):[^@]*@/, '//$1:***@')];
    }),
  );
}
