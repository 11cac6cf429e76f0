export { readConfig, redacted, type Config } from './config.ts';
