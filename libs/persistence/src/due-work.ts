import type { DataSource } from 'typeorm';

export type WorkKind = 'message' | 'outbox' | 'request' | 'waitlist';
export interface DueWork {
  clinicId: string;
  id: string;
}

/** What is due across all clinics, oldest first: ids only, through the one function that may look. */
export async function dueWork(
  dataSource: DataSource,
  kind: WorkKind,
  atMost: number,
): Promise<DueWork[]> {
  return dataSource.query<DueWork[]>('SELECT clinic_id AS "clinicId", id FROM due_work($1, $2)', [
    kind,
    atMost,
  ]);
}
