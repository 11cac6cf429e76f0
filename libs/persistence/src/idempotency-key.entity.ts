import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('idempotency_key')
export class IdempotencyKey {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'text' }) actor!: string;
  @PrimaryColumn({ type: 'text' }) key!: string;
  @Column({ type: 'text' }) route!: string;
  @Column({ name: 'body_sha256', type: 'text' }) bodySha256!: string;
  @Column({ type: 'text' }) response!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}
