import type { SessionType } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { CalendarFeed } from './calendar-feed.entity.ts';
import { DayPlanLook, DayPlanSaid } from './day-plan.entity.ts';
import { ReOffer, SickCall } from './sick-call.entity.ts';
import { WaitlistEntry, WaitlistGap, WaitlistOffer, WaitlistWave } from './waitlist.entity.ts';

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
  /** Of a session for two. */
  @Column({ name: 'second_therapist_id', type: 'uuid', nullable: true })
  secondTherapistId!: string | null;
  @Column({ name: 'room_id', type: 'uuid' }) roomId!: string;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
  @Column({ type: 'text' }) status!: HoldStatus;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  @Column({ type: 'boolean' }) extended!: boolean;
  /** The client left the choice of the therapist to the clinic. */
  @Column({ name: 'any_therapist', type: 'boolean' }) anyTherapist!: boolean;
  /** As they were told with it, and as they are booked, whatever the clinic changes meanwhile; null: told elsewhere. */
  @Column({ type: 'jsonb', nullable: true }) policy!: BookedPolicy | null;
}

export type BookingStatus = 'requested' | 'awaiting_payment' | 'confirmed' | 'cancelled';
export type VisitState = 'booked' | 'arrived' | 'in_session' | 'done' | 'no_show';

/** Who spoke the last word: a clinic that cancels never takes a fee. */
export type CancelledBy = 'client' | 'clinic';
/** Why the clinic let a request go: it said no, or nobody answered in time. */
export type CancelCause = 'declined' | 'unanswered';

/** The money rules as they stood when the chain was booked. */
export interface BookedPolicy {
  kind: 'none';
  freeCancellationHours: number;
  undoMin: number;
  lateFeePercent: number;
  /** What a client's move inside the window meets; chains from before there was a choice refuse. */
  lateMove?: 'refuse' | 'fee';
  /** How often a client may move the chain; two for chains from before there was a choice. */
  clientMoves?: number;
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
  @Column({ name: 'contact_phone', type: 'text', nullable: true }) contactPhone!: string | null;
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
  @Column({ name: 'cancel_cause', type: 'text', nullable: true }) cancelCause!: CancelCause | null;
  /** Cancelled, and since then the set-up leaves it no place: not to be taken back. */
  @Column({ name: 'place_lost_at', type: 'timestamptz', nullable: true }) placeLostAt!: Date | null;
  @Column({ name: 'moves_by_client', type: 'int' }) movesByClient!: number;
  /** Where the newest move came from, as the client last heard of it. */
  @Column({ name: 'moved_from', type: 'timestamptz', nullable: true }) movedFrom!: Date | null;
  @Column({ name: 'moved_from_therapist_id', type: 'uuid', nullable: true })
  movedFromTherapistId!: string | null;
  @Column({ name: 'moved_from_location_id', type: 'uuid', nullable: true })
  movedFromLocationId!: string | null;
  @Column({ name: 'moved_at', type: 'timestamptz', nullable: true }) movedAt!: Date | null;
  @Column({ name: 'moved_by', type: 'text', nullable: true }) movedBy!: CancelledBy | null;
  /** Late fee agreed to with a move; the chain owes it once. */
  @Column({ name: 'move_fee_minor', type: 'int', nullable: true }) moveFeeMinor!: number | null;
  /** A request nobody answered until then is let go. */
  @Column({ name: 'answer_by', type: 'timestamptz', nullable: true }) answerBy!: Date | null;
  @Column({ name: 'series_id', type: 'uuid', nullable: true }) seriesId!: string | null;
  @Column({ name: 'no_show_at', type: 'timestamptz', nullable: true }) noShowAt!: Date | null;
  /** The client said that they are coming, to this very start; another start asks again. */
  @Column({ name: 'attendance_confirmed_at', type: 'timestamptz', nullable: true })
  attendanceConfirmedAt!: Date | null;
}

/** What a chain begins with: neither moved nor asked for nor called off. */
export const newChain = {
  cancelFeeMinor: null,
  cancelledAt: null,
  cancelledBy: null,
  cancelCause: null,
  placeLostAt: null,
  movesByClient: 0,
  movedFrom: null,
  movedFromTherapistId: null,
  movedFromLocationId: null,
  movedAt: null,
  movedBy: null,
  moveFeeMinor: null,
  answerBy: null,
  seriesId: null,
  noShowAt: null,
  attendanceConfirmedAt: null,
};

/** The second line of a session for two: its own therapist and answers; time, room and price are the booking's. */
@Entity('booking_guest')
export class BookingGuest {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'booking_id', type: 'uuid' }) bookingId!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ type: 'text' }) name!: string;
  /** Sealed {codes, version}. */
  @Column({ type: 'bytea' }) screening!: Buffer;
  @Column({ type: 'boolean' }) caution!: boolean;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
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

@Entity('booking_series')
export class BookingSeries {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'every_weeks', type: 'int' }) everyWeeks!: number;
  @Column({ name: 'created_by', type: 'text' }) createdBy!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export const bookingEntities = [
  ...[Hold, Booking, BookingGuest, Block, Occupancy],
  ...[BookingSeries, SickCall, ReOffer, CalendarFeed, DayPlanSaid, DayPlanLook],
  ...[WaitlistEntry, WaitlistGap, WaitlistWave, WaitlistOffer],
];
