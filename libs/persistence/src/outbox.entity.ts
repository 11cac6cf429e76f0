import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('outbox')
export class OutboxRow {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) topic!: string;
  @Column({ type: 'jsonb' }) payload!: { id: string };
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'handled_at', type: 'timestamptz', nullable: true }) handledAt!: Date | null;
}
