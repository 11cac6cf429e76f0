import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StaffRole } from '@limber/contracts';

/** Who may do what in which clinic. The person stands in the schema `auth`, which knows no clinic. */
@Entity('membership')
export class Membership {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'user_id', type: 'text' }) userId!: string;
  @Column({ type: 'text' }) role!: StaffRole;
  @Column({ name: 'therapist_id', type: 'uuid', nullable: true }) therapistId!: string | null;
  @Column({ type: 'boolean' }) active!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export const accountsEntities = [Membership];
