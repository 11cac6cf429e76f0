import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One attempt to hand a message to the mail server. No outcome = the sender died in between. */
@Entity('message_send')
export class MessageSend {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'message_id', type: 'uuid' }) messageId!: string;
  @PrimaryColumn({ type: 'int' }) attempt!: number;
  @Column({ name: 'started_at', type: 'timestamptz' }) startedAt!: Date;
  @Column({ name: 'finished_at', type: 'timestamptz', nullable: true }) finishedAt!: Date | null;
  @Column({ type: 'text', nullable: true }) outcome!: 'accepted' | 'retry' | 'refused' | null;
  /** The server's answer without the addresses it likes to repeat. */
  @Column({ type: 'text', nullable: true }) response!: string | null;
}
