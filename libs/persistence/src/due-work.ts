import type { DataSource } from 'typeorm';

export type WorkKind = 'outbox' | 'request' | 'waitlist' | 'day_plan' | 'calendar';
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

export interface DueMail {
  clinicId: string;
  kind: string;
  /** It waited so long that it goes out at a walk. */
  late: boolean;
}

/** Mail that waits longer than this was held up, by an outage say. */
export const MAIL_LATE_AFTER = '15 minutes';

/**
 * A sender that has not said for so long that it lives has died with what it claimed; a living one says so well
 * before (ClaimLease), however slow its mail server is. With the look of the next second, a killed worker's mails
 * go on within 15 seconds.
 */
export const MAIL_CLAIM_LEASE_MS = 10_000;

/** Which clinics have mail to send, of which kinds. Never which mail: the sender claims that. */
export async function dueMail(dataSource: DataSource): Promise<DueMail[]> {
  return dataSource.query<DueMail[]>(
    'SELECT clinic_id AS "clinicId", kind, late FROM due_mail($1::interval, $2::interval)',
    [MAIL_LATE_AFTER, `${MAIL_CLAIM_LEASE_MS} milliseconds`],
  );
}
