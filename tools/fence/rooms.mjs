/**
 * Who may know whom: the one table of the house (ARCHITECTURE.md says why). The lint rules in this folder
 * are made from it. A room not in the table may not exist; a line not in `knows` is refused.
 */
const pure = ['kernel', 'evidence', 'scheduling', 'contracts'];
const infra = ['config', 'persistence', 'jobs'];
const features = [
  'accounts',
  'clinic',
  'clients',
  'booking',
  'payments',
  'messaging',
  'followups',
  'calendars',
];
const everyLib = [...pure, ...infra, ...features];

const lib = (name, knows) => ({ name, path: `libs/${name}`, knows });
const pureLib = (name, knows) => ({ ...lib(name, knows), pure: true });
const feature = (name, ...others) => lib(name, [...pure, ...infra, ...others]);
const app = (name, knows) => ({ name, path: `apps/${name}`, knows });

export const rooms = [
  pureLib('kernel', []),
  pureLib('evidence', ['kernel']),
  pureLib('scheduling', ['kernel']),
  pureLib('contracts', ['kernel']),

  lib('config', ['kernel', 'contracts']),
  lib('persistence', ['kernel', 'contracts', 'config']),
  lib('jobs', ['kernel', 'contracts', 'config', 'persistence']),
  lib('embedded-postgres', []),
  { name: 'migrations', path: 'migrations', knows: ['kernel'] },

  feature('accounts'),
  feature('clinic'),
  feature('clients', 'clinic'),
  feature('messaging', 'clinic', 'clients'),
  feature('followups', 'clinic', 'clients', 'messaging'),
  feature('booking', 'clinic', 'clients', 'messaging', 'followups'),
  feature('payments', 'clinic', 'clients', 'messaging'),
  feature('calendars', 'booking', 'clinic'),

  lib('stripe-standin', ['kernel', 'contracts']),
  lib('testing', [...pure, ...infra, 'migrations', 'embedded-postgres']),

  app('api', [...everyLib, 'migrations']),
  app('worker', [...everyLib, 'migrations']),
  { ...app('web', pure), browser: true },
  app('local', [
    ...everyLib,
    ...['migrations', 'embedded-postgres', 'stripe-standin'],
    ...['api', 'worker', 'web'],
  ]),
  app('e2e', pure),
  { name: 'tools', path: 'tools', knows: [...pure, 'migrations', 'embedded-postgres', 'testing'] },
];

/** What tests may know beside their own room's list. */
export const testsAlsoKnow = ['testing', 'stripe-standin'];

/** The packages a pure library may use: no I/O, no clock, no framework. */
export const purePackages = ['zod', 'temporal-polyfill', 'libphonenumber-js'];

/** What must never reach a browser. */
export const serverPackages = ['@nestjs/*', 'typeorm', 'pg', 'bullmq', 'nodemailer', 'pino'];

export const testFiles = [
  '**/*.spec.{ts,tsx}',
  '**/*.int-spec.{ts,tsx}',
  '**/*.e2e-spec.{ts,tsx}',
  '**/*.testing.{ts,tsx}',
];
