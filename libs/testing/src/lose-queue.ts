import { migrateQueue } from '@limber/jobs';
import type { TestDatabase } from './test-database.ts';

/** The queue is gone with all it held; `bringBack` makes an empty one, as every start of the product does. */
export async function loseQueue(db: TestDatabase): Promise<{ bringBack: () => Promise<void> }> {
  await db.asOwner('DROP SCHEMA bullmq CASCADE');
  return { bringBack: () => migrateQueue(db.ownerUrl) };
}
