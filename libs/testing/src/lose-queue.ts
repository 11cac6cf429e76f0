import { migrateQueue } from '@limber/jobs';
import type { TestDatabase } from './test-database.ts';

/** The queue is gone with all it held; `bringBack` makes an empty one, as every start of the product does. */
export async function loseQueue(db: TestDatabase): Promise<{ bringBack: () => Promise<void> }> {
  // Out of reach first: dropping tables one by one under workers that use them may deadlock.
  await db.asOwner('ALTER SCHEMA bullmq RENAME TO lost_queue');
  await db.asOwner('DROP SCHEMA lost_queue CASCADE');
  return { bringBack: () => migrateQueue(db.ownerUrl) };
}
