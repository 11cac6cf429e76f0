import type { StaffRole } from '@limber/contracts';
import type { Transaction } from '@limber/persistence';
import type { DataSource } from 'typeorm';

export interface WorksAt {
  clinicId: string;
  slug: string;
  name: string;
  role: StaffRole;
  therapistId: string | null;
}

export interface NewMembership {
  userId: string;
  role: StaffRole;
  therapistId: string | null;
}

export class MembershipStore {
  /** Across clinics, through the one function that may look; only what is active. */
  async listOf(dataSource: DataSource, userId: string): Promise<WorksAt[]> {
    return dataSource.query<WorksAt[]>(
      `SELECT clinic_id AS "clinicId", slug, name, role, therapist_id AS "therapistId"
         FROM memberships_of($1)`,
      [userId],
    );
  }

  /** Made or brought in line; whom somebody has switched off stays off. True: it is new. */
  async ensure(tx: Transaction, { userId, role, therapistId }: NewMembership): Promise<boolean> {
    const rows = await tx.query<{ isNew: boolean }>(
      `INSERT INTO membership (clinic_id, user_id, role, therapist_id, active, created_at)
       VALUES ($1, $2, $3, $4, true, $5)
       ON CONFLICT (clinic_id, user_id) DO UPDATE
         SET role = excluded.role, therapist_id = excluded.therapist_id
         WHERE (membership.role, membership.therapist_id)
               IS DISTINCT FROM (excluded.role, excluded.therapist_id)
       RETURNING xmax = 0 AS "isNew"`,
      [tx.clinicId, userId, role, therapistId, tx.now],
    );
    return rows[0]?.isNew ?? false;
  }
}
