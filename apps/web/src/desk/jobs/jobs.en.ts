import type { DeskJobs, Urgency } from '@limber/contracts';

export const jobsTexts = {
  title: 'Behind the scenes',
  lead: 'A worker sends the mails and does what is due. Here you see whether it keeps up.',
  worker: {
    alive: 'The worker is running',
    silent: 'The worker does not answer',
    never: 'No worker has ever run here',
  } satisfies Record<DeskJobs['worker'], string>,
  aliveDetail: (when: string) => `It last looked for work at ${when}, and looks every second.`,
  silentDetail: (when: string) =>
    `It last looked for work at ${when}. Bookings go on; no mail goes out meanwhile.`,
  neverDetail: 'Bookings work, and no mail goes out until one is started.',
  toDo: 'What to do',
  steps: [
    'Start the worker again: docker compose restart worker, or npm start where all runs in one.',
    'If it stops again, read its last lines: docker compose logs worker. They name what is missing, and no client.',
    'Nothing is lost: what is due waits in the database. What would come too late is not sent; it is listed under Mail, Too late.',
  ],
  queues: 'Queues',
  noQueues: 'The queue does not answer',
  noQueuesDetail: {
    postgresql: 'It lives in the same database as everything else. See whether the database is up.',
    redis: 'It lives in Redis or Valkey. See whether that is up, and the QUEUE_URL right.',
  } satisfies Record<DeskJobs['backend'], string>,
  queue: {
    now: 'At once',
    soon: 'This hour',
    bulk: 'When there is time',
  } satisfies Record<Urgency, string>,
  holds: {
    now: 'Confirmations, changes, safety',
    soon: 'Reminders, check-ins',
    bulk: 'Day plans, invitations, tidying up',
  } satisfies Record<Urgency, string>,
  columns: {
    queue: 'Queue',
    waiting: 'Waiting',
    oldest: 'Since',
    active: 'In hand',
    delayed: 'Later',
    failed: 'Failed',
  },
  nothing: 'nothing waits',
  behind: 'Behind',
  onTime: 'On time',
  failedHint: 'A job that failed is found again by the next look; its mail is listed under Mail.',
  backend: {
    postgresql: 'The queues live in PostgreSQL.',
    redis: 'The queues live in Redis or Valkey.',
  } satisfies Record<DeskJobs['backend'], string>,
  tidied: (when: string) => `Last tidied up at ${when}.`,
  checked: (when: string) => `Checked at ${when}, on the real clock. Refreshes by itself.`,
} as const;
