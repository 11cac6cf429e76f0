import { WAKE_CHANNEL } from '@limber/persistence';
import { Client } from 'pg';

/** Hears NOTIFY on a connection of its own. Whoever uses it calls `ensure` now and then: it reconnects there. */
export class WakeListener {
  private client: Client | undefined;

  constructor(
    private readonly databaseUrl: string,
    private readonly wake: () => void,
  ) {}

  /** True when it had to connect, and may therefore have missed a call. */
  async ensure(): Promise<boolean> {
    if (this.client) return false;
    const client = new Client({
      connectionString: this.databaseUrl,
      application_name: 'limber-wake',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
    });
    const lost = () => {
      if (this.client === client) this.client = undefined;
    };
    client.on('error', lost);
    client.on('end', lost);
    client.on('notification', () => this.wake());
    try {
      await client.connect();
      await client.query(`LISTEN ${WAKE_CHANNEL}`);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.client = client;
    return true;
  }

  async close(): Promise<void> {
    const client = this.client;
    this.client = undefined;
    await client?.end().catch(() => undefined);
  }
}
