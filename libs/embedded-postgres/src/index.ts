export { startEmbeddedPostgres, type EmbeddedPostgres } from './embedded-postgres.ts';
export { removeDataFolder } from './data-folder.ts';
