import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { MessageKind } from './message-kind.data.ts';

export type MessageFamily = 'booking' | 'followup' | 'subject';
export type MessageState =
  'planned' | 'sending' | 'sent' | 'cancelled' | 'dropped' | 'skipped_stale' | 'unknown' | 'dead';

@Entity('message')
export class Message {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) family!: MessageFamily;
  @Column({ type: 'text' }) kind!: MessageKind;
  @Column({ name: 'chain_id', type: 'uuid', nullable: true }) chainId!: string | null;
  @Column({ name: 'subject_key', type: 'text', nullable: true }) subjectKey!: string | null;
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'text' }) recipient!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'not_after', type: 'timestamptz', nullable: true }) notAfter!: Date | null;
  @Column({ type: 'text' }) state!: MessageState;
  @Column({ type: 'text', nullable: true }) reason!: string | null;
  @Column({ type: 'int' }) attempts!: number;
  @Column({ name: 'next_attempt_at', type: 'timestamptz' }) nextAttemptAt!: Date;
  /** Real time, not the demo clock: it measures a crashed sender. */
  @Column({ name: 'claimed_at', type: 'timestamptz', nullable: true }) claimedAt!: Date | null;
  @Column({ name: 'sent_at', type: 'timestamptz', nullable: true }) sentAt!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'last_error', type: 'text', nullable: true }) lastError!: string | null;
}

/** What a sender has to know of a message: what became of it earlier is none of its business. */
export type DueMessage = Omit<
  Message,
  'reason' | 'nextAttemptAt' | 'claimedAt' | 'sentAt' | 'lastError'
>;
