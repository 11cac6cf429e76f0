import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createConfig } from './tools/fence/config.mjs';

export default createConfig(dirname(fileURLToPath(import.meta.url)));
