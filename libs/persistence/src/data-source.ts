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
          options:
            '-c lock_timeout=3000 -c statement_timeout=5000 -c idle_in_transaction_session_timeout=15000',
        },
  };
  return new DataSource(options);
}
