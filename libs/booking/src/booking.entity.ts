import type { SessionType } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type HoldStatus = 'live' | 'used' | 'released';

@Entity('hold')
export class Hold {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'token_sha256', type: 'text' }) tokenSha256!: string;
  @Column({ name: 'visit_sha256', type: 'text', nullable: true }) visitSha256!: string | null;
  @Column({ name: 'address_sha256', type: 'text' }) addressSha256!: string;
  @Column({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @Column({ name: 'duration_min', type: 'int' }) durationMin!: number;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'room_id', type: 'uuid' }) roomId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
  @Column({ type: 'text' }) status!: HoldStatus;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'boolean' }) extended!: boolean;
  /** The client left the choice of the therapist to the clinic. */
  @Column({ name: 'any_therapist', type: 'boolean' }) anyTherapist!: boolean;
}

export type BookingStatus = 'requested' | 'awaiting_payment' | 'confirmed' | 'cancelled';
export type VisitState = 'booked' | 'arrived' | 'in_session' | 'done' | 'no_show';

/** Who spoke the last word: a clinic that cancels never takes a fee. */
export type CancelledBy = 'client' | 'clinic';

/** The money rules as they stood when the chain was booked. */
export interface BookedPolicy {
  kind: 'none';
  freeCancellationHours: number;
  undoMin: number;
  lateFeePercent: number;
}

@Entity('booking')
export class Booking {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'chain_id', type: 'uuid' }) chainId!: string;
  @Column({ type: 'text' }) reference!: string;
  /** Counts the changes of the chain; mails of an older revision are never sent. */
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'text' }) status!: BookingStatus;
  @Column({ type: 'text' }) visit!: VisitState;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'contact_name', type: 'text' }) contactName!: string;
  @Column({ name: 'contact_phone', type: 'text' }) contactPhone!: string;
  @Column({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @Column({ name: 'duration_min', type: 'int' }) durationMin!: number;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'room_id', type: 'uuid' }) roomId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  /** What "free until" counts from, so that moving first does not make cancelling free. */
  @Column({ name: 'original_starts_at', type: 'timestamptz' }) originalStartsAt!: Date;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
  @Column({ type: 'jsonb' }) policy!: BookedPolicy;
  @Column({ name: 'cancel_fee_minor', type: 'int', nullable: true }) cancelFeeMinor!: number | null;
  @Column({ name: 'training_id', type: 'uuid', nullable: true }) trainingId!: string | null;
  @Column({ name: 'screening_id', type: 'uuid', nullable: true }) screeningId!: string | null;
  /** Sealed: the suggestion that spoke, input and result. */
  @Column({ type: 'bytea', nullable: true }) recommendation!: Buffer | null;
  /** Sealed: what the client wrote. */
  @Column({ type: 'bytea', nullable: true }) note!: Buffer | null;
  /** Some answer changes the work; which one stays sealed. */
  @Column({ type: 'boolean' }) caution!: boolean;
  @Column({ name: 'contact_first_since', type: 'timestamptz', nullable: true })
  contactFirstSince!: Date | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'cancelled_at', type: 'timestamptz', nullable: true }) cancelledAt!: Date | null;
  @Column({ name: 'cancelled_by', type: 'text', nullable: true }) cancelledBy!: CancelledBy | null;
}

@Entity('block')
export class Block {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) reason!: string;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export type OccupancyStatus =
  'held' | 'paying' | 'expiring' | 'requested' | 'confirmed' | 'blocked' | 'released';

/** Who is taken when. `during` is a range and stays out of the entity; the store writes it by hand. */
@Entity('occupancy')
export class Occupancy {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'resource_id', type: 'uuid' }) resourceId!: string;
  @Column({ name: 'before_min', type: 'int' }) beforeMin!: number;
  @Column({ name: 'after_min', type: 'int' }) afterMin!: number;
  @Column({ name: 'effort_tenths', type: 'int' }) effortTenths!: number;
  /** Of a therapist's session; a room's time and a block have none. */
  @Column({ name: 'session_type', type: 'text', nullable: true }) sessionType!: SessionType | null;
  @Column({ type: 'text' }) status!: OccupancyStatus;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  @Column({ name: 'hold_id', type: 'uuid', nullable: true }) holdId!: string | null;
  @Column({ name: 'booking_id', type: 'uuid', nullable: true }) bookingId!: string | null;
  @Column({ name: 'block_id', type: 'uuid', nullable: true }) blockId!: string | null;
}

export const bookingEntities = [Hold, Booking, Block, Occupancy];
