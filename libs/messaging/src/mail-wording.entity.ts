import type { WordedMailKind } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A clinic's own words for a kind of mail. Never edited: each change is the next version. */
@Entity('mail_wording')
export class MailWording {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: WordedMailKind;
  @PrimaryColumn({ type: 'int' }) version!: number;
  /** Null: as the house words it. */
  @Column({ type: 'text', nullable: true }) opening!: string | null;
  @Column({ type: 'text', nullable: true }) closing!: string | null;
  /** upcoming: mails already planned say so too; new: only those planned after it. */
  @Column({ name: 'applies_to', type: 'text' }) appliesTo!: 'upcoming' | 'new';
  /** What who changed it was called then. */
  @Column({ type: 'text' }) author!: string;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
