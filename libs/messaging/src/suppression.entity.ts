import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SuppressionScope } from './message-kind.data.ts';

/** A "no" that outlives the person's record: only the hash of the address is kept. */
@Entity('suppression')
export class Suppression {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'email_sha256', type: 'text' }) emailSha256!: string;
  @PrimaryColumn({ type: 'text' }) scope!: SuppressionScope;
  @Column({ type: 'text' }) reason!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
