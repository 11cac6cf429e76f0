import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind } from './message-kind.data.ts';

/** A clinic's own words for a kind of mail. Never edited: each change is the next version. */
@Entity('mail_wording')
export class MailWording {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'text' }) kind!: MessageKind;
  @PrimaryColumn({ type: 'int' }) version!: number;
  /** Null: as the house words it. */
  @Column({ type: 'text', nullable: true }) subject!: string | null;
  @Column({ type: 'jsonb', nullable: true }) paragraphs!: string[] | null;
  /** all: mails already planned speak so too; new: those planned from then on. */
  @Column({ type: 'text' }) reach!: 'all' | 'new';
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
