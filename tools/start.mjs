/** `npm start`: installs what is missing, builds what has changed, then becomes the demo clinic itself. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildApps } from './build-apps.mjs';
import { ensureInstalled, root } from './ensure-install.mjs';

const parent = process.ppid;

ensureInstalled();
await buildApps();
// npm was killed while we were busy: nobody would be there to stop what comes now.
if (process.env.npm_lifecycle_event && process.ppid !== parent) process.exit(1);
// In this process, not in another: two waiting ones would only cost memory.
await import(pathToFileURL(join(root, 'apps/local/dist/main.js')).href);
