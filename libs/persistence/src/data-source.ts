import { DataSource, type DataSourceOptions, type EntitySchema } from 'typeorm';

// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for classes
type Classes = (Function | EntitySchema)[];

export interface DataSourceSettings {
  url: string;
  entities: Classes;
  // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- TypeORM's own type for classes
  migrations?: Function[];
  poolSize?: number;
  name: string;
}

const SESSION = {
  lock_timeout: 3000,
  statement_timeout: 5000,
  idle_in_transaction_session_timeout: 15_000,
  // A statement is planned once per connection, and not by how full its tables were that day: what is read whole while
  // a clinic is new would go on being read whole as it grows. Every index begins with the clinic, so none is too poor.
  plan_cache_mode: 'force_generic_plan',
  enable_seqscan: 'off',
};

/**
 * A waiting lock gives up after 3 s, a statement after 5 s and the wait for a connection after 5 s, so that a
 * stuck neighbour becomes a retry and then a 503, never a request that hangs. Migrations bring their own patience.
 */
export function createDataSource(settings: DataSourceSettings): DataSource {
  const migrating = settings.migrations !== undefined;
  const options: DataSourceOptions = {
    type: 'postgres',
    url: settings.url,
    entities: settings.entities,
    ...(settings.migrations && { migrations: settings.migrations }),
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize: settings.poolSize ?? 10,
    connectTimeoutMS: 5_000,
    applicationName: `limber-${settings.name}`,
    extra: migrating
      ? {}
      : {
          // Several statements may be on their way at once; they are answered in the order they were sent.
          pipeline: true,
          options: Object.entries(SESSION)
            .map(([name, value]) => `-c ${name}=${value}`)
            .join(' '),
        },
  };
  return new DataSource(options);
}
