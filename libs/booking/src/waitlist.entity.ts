import type { WaitlistOfferState, WaitlistWindow } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type StoredEntryState = 'waiting' | 'booked' | 'left' | 'removed';
export type GapCause = 'booking' | 'block' | 'setup' | 'desk' | 'hold';
export type WaveState = 'open' | 'accepted' | 'declined' | 'lapsed' | 'withdrawn';

/** Somebody who waits for a time, or for an earlier one than they have. */
@Entity('waitlist_entry')
export class WaitlistEntry {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'text' }) state!: StoredEntryState;
  @Column({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @Column({ name: 'duration_min', type: 'int' }) durationMin!: number;
  @Column({ name: 'therapist_id', type: 'uuid', nullable: true }) therapistId!: string | null;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ type: 'jsonb' }) windows!: WaitlistWindow[];
  @Column({ name: 'notice_min', type: 'int' }) noticeMin!: number;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  /** The visit that should move earlier; null = a new one is wished for. */
  @Column({ name: 'booking_id', type: 'uuid', nullable: true }) bookingId!: string | null;
  @Column({ name: 'booked_id', type: 'uuid', nullable: true }) bookedId!: string | null;
  @Column({ name: 'contact_name', type: 'text' }) contactName!: string;
  @Column({ name: 'contact_email', type: 'text' }) contactEmail!: string;
  @Column({ name: 'contact_phone', type: 'text' }) contactPhone!: string;
  /** Who comes is under 18: address and number are this parent's or guardian's. */
  @Column({ name: 'guardian_name', type: 'text', nullable: true }) guardianName!: string | null;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'check_ins', type: 'boolean' }) checkIns!: boolean;
  @Column({ type: 'boolean' }) marketing!: boolean;
  /** Sealed {spoken, training}: the suggestion whose window ranks the times. */
  @Column({ type: 'bytea', nullable: true }) health!: Buffer | null;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}

/** Time that came free. Null therapist: whoever could use what the set-up opened. */
@Entity('waitlist_gap')
export class WaitlistGap {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid', nullable: true }) therapistId!: string | null;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ type: 'text' }) cause!: GapCause;
  /** When to look next: at once, or when the first open wave ends. */
  @Column({ name: 'due_at', type: 'timestamptz' }) dueAt!: Date;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
}

/** One start, kept by a hold for up to three people at once; the first to accept has it. */
@Entity('waitlist_wave')
export class WaitlistWave {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'gap_id', type: 'uuid' }) gapId!: string;
  @Column({ name: 'hold_id', type: 'uuid' }) holdId!: string;
  @Column({ type: 'int' }) number!: number;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  /** When its mails may go; the wave's minutes count from here. */
  @Column({ name: 'mail_at', type: 'timestamptz' }) mailAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'text' }) state!: WaveState;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'ended_at', type: 'timestamptz', nullable: true }) endedAt!: Date | null;
}

/** What one person of a wave is offered: their own session at its start. */
@Entity('waitlist_offer')
export class WaitlistOffer {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'wave_id', type: 'uuid' }) waveId!: string;
  @Column({ name: 'entry_id', type: 'uuid' }) entryId!: string;
  @Column({ type: 'int' }) rank!: number;
  @Column({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @Column({ name: 'duration_min', type: 'int' }) durationMin!: number;
  @Column({ name: 'room_id', type: 'uuid' }) roomId!: string;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
  @Column({ type: 'text' }) state!: WaitlistOfferState;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
}
