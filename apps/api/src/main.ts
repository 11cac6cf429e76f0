import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig, redacted } from '@limber/config';
import { pino } from 'pino';
import { createApp } from './app.ts';

const running: { app?: { close(): Promise<void> } } = {};
/** Whoever started us is gone: an orphan must not keep the port, not even one that is still starting. */
process.on('disconnect', () => {
  void Promise.resolve(running.app?.close()).finally(() => process.exit(0));
});

/** The web app's build lies beside this app's, in a checkout and in the image alike. */
const built = join(import.meta.dirname, '../../web/dist');

const config = readConfig();
const log = pino({ level: config.LOG_LEVEL });
log.info({ settings: redacted(config) }, 'api starts');
const app = await createApp(config, log, existsSync(built) ? { pagesDirectory: built } : {});
running.app = app;
await app.listen(config.PORT, config.HOST);
log.info({ port: config.PORT }, 'api ready');
process.send?.('ready');
