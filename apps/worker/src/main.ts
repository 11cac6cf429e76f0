import { readConfig, redacted } from '@limber/config';
import { loggable } from '@limber/jobs';
import { pino } from 'pino';
import { startWorker } from './worker.ts';

/** Longer than the jobs in hand are given to end; what holds on even then is cut off. */
const PATIENCE_MS = 8_000;

const config = readConfig();
const log = pino({ level: config.LOG_LEVEL, name: 'worker' });
log.info({ settings: redacted(config) }, 'worker starts');

const worker = await startWorker(config, log).catch((error: unknown) => {
  log.fatal({ error: loggable(error) }, 'worker did not start');
  process.exit(1);
});

let stopping = false;
function stop(why: string): void {
  if (stopping) return;
  stopping = true;
  log.info({ why }, 'worker stops');
  setTimeout(() => process.exit(1), PATIENCE_MS).unref();
  worker.close().then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ error: loggable(error) }, 'worker did not stop cleanly');
      process.exit(1);
    },
  );
}
process.on('SIGTERM', () => stop('SIGTERM'));
process.on('SIGINT', () => stop('SIGINT'));
// Whoever started us is gone: an orphan must not go on sending mail.
process.on('disconnect', () => stop('disconnect'));

process.stdout.write('worker ready\n');
process.send?.('ready');
