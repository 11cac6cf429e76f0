import type { DataSource } from 'typeorm';
import { beat } from './job-beat.ts';
import type { JobLog } from './job-log.ts';

/** Rows of a kind in one statement: short locks, and a day's worth is done in a few. */
const AT_MOST = 1_000;
const STATEMENTS = 20;

/**
 * Takes away what nobody will ask for again: idempotency keys after 48 hours, suggestions that expired, outbox
 * rows handled a week ago, holds dead for a day. Across clinics, through the one function that may.
 */
export class Housekeeping {
  constructor(
    private readonly source: DataSource,
    private readonly log: JobLog,
  ) {}

  /** Answers how many rows of each kind went. What is left over, the next one takes. */
  async run(): Promise<Record<string, number>> {
    const gone: Record<string, number> = {};
    for (let statement = 0; statement < STATEMENTS; statement += 1) {
      const rows = await this.source.query<{ what: string; gone: number }[]>(
        'SELECT what, gone FROM housekeep($1)',
        [AT_MOST],
      );
      for (const row of rows) gone[row.what] = (gone[row.what] ?? 0) + row.gone;
      if (!rows.some((row) => row.gone >= AT_MOST)) break;
    }
    await beat(this.source, 'housekeeping');
    if (Object.values(gone).some((count) => count > 0)) this.log.info({ gone }, 'housekeeping');
    return gone;
  }
}
