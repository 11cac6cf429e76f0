import type { ReOfferState } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A therapist who cannot come. The absence itself is unavailability; this remembers what it was for. */
@Entity('sick_call')
export class SickCall {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ name: 'unavailability_id', type: 'uuid' }) unavailabilityId!: string;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

/** Another therapist at the same time, proposed to the client and kept by a hold until it ends. */
@Entity('re_offer')
export class ReOffer {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'booking_id', type: 'uuid' }) bookingId!: string;
  @Column({ name: 'hold_id', type: 'uuid' }) holdId!: string;
  @Column({ name: 'from_therapist_id', type: 'uuid' }) fromTherapistId!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ type: 'text' }) state!: ReOfferState;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
}
