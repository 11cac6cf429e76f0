import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A private calendar of one therapist or one client. Of its address only the hash is kept. */
@Entity('calendar_feed')
export class CalendarFeed {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid', nullable: true }) therapistId!: string | null;
  @Column({ name: 'client_id', type: 'uuid', nullable: true }) clientId!: string | null;
  @Column({ name: 'token_sha256', type: 'text' }) tokenSha256!: string;
  /** Of a therapist's: whole names instead of initials. */
  @Column({ name: 'shows_names', type: 'boolean' }) showsNames!: boolean;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'revoked_at', type: 'timestamptz', nullable: true }) revokedAt!: Date | null;
}
