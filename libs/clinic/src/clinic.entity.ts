import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SessionType } from '@limber/contracts';

export interface OpeningHours {
  /** 1 = Monday */
  weekday: 1 | 2 | 3 | 4 | 5 | 6 | 7;
  opens: string;
  closes: string;
}

@Entity('clinic')
export class Clinic {
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) slug!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'legal_name', type: 'text' }) legalName!: string;
  @Column({ type: 'char', length: 2 }) country!: string;
  @Column({ type: 'text' }) locale!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ type: 'char', length: 3 }) currency!: string;
  @Column({ type: 'text' }) phone!: string;
  @Column({ type: 'text' }) email!: string;
  @Column({ type: 'jsonb' }) policies!: unknown;
  @Column({ type: 'boolean' }) listed!: boolean;
  @Column({ name: 'policies_version', type: 'int', default: 1 }) policiesVersion!: number;
  /** Drawn by the database with every change of the set-up. */
  @Column({ name: 'setup_version', type: 'bigint', ...{ insert: false, update: false } })
  setupVersion!: string;
}

@Entity('location')
export class Location {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) address!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'opening_hours', type: 'jsonb' }) openingHours!: OpeningHours[];
  @Column({ name: 'reset_inside_shift', type: 'boolean' }) resetInsideShift!: boolean;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  @Column({ type: 'int', default: 1 }) version!: number;
}

@Entity('resource')
export class Resource {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) kind!: 'therapist' | 'room';
}

@Entity('room')
export class Room {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text', array: true }) features!: string[];
  @Column({ type: 'int' }) capacity!: number;
  /** Given up for good; what ends one day is a RoomOutage. */
  @Column({ name: 'out_of_order', type: 'boolean' }) outOfOrder!: boolean;
  @Column({ type: 'int', default: 1 }) version!: number;
}

@Entity('therapist')
export class Therapist {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) bio!: string;
  @Column({ type: 'text' }) gender!: string;
  @Column({ type: 'text', array: true }) languages!: string[];
  @Column({ name: 'session_types', type: 'text', array: true }) sessionTypes!: SessionType[];
  @Column({ name: 'effort_cap_per_day', type: 'int', nullable: true }) effortCapPerDay!:
    number | null;
  /** Tenths of effort points, as the cap per day. */
  @Column({ name: 'effort_cap_per_week', type: 'int', nullable: true }) effortCapPerWeek!:
    number | null;
  @Column({ type: 'boolean' }) active!: boolean;
  /** Where the plan of the day goes; null: nowhere. */
  @Column({ name: 'work_email', type: 'text', nullable: true }) workEmail!: string | null;
  @Column({ name: 'day_plan_mails', type: 'boolean', default: true }) dayPlanMails!: boolean;
  @Column({ type: 'int', default: 1 }) version!: number;
}

@Entity('service')
export class Service {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ type: 'text' }) description!: string;
  @Column({ name: 'session_type', type: 'text' }) sessionType!: SessionType;
  @Column({ name: 'room_features', type: 'text', array: true }) roomFeatures!: string[];
  @Column({ name: 'prep_min', type: 'int' }) prepMin!: number;
  @Column({ name: 'rest_min', type: 'int' }) restMin!: number;
  @Column({ name: 'room_prep_min', type: 'int' }) roomPrepMin!: number;
  @Column({ name: 'room_reset_min', type: 'int' }) roomResetMin!: number;
  @Column({ name: 'effort_tenths_per_min', type: 'int' }) effortTenthsPerMin!: number;
  @Column({ type: 'boolean' }) active!: boolean;
  @Column({ type: 'int' }) sort!: number;
  @Column({ type: 'int', default: 1 }) version!: number;
  /** Booked as a request: the desk says yes or no. */
  @Column({ name: 'needs_confirmation', type: 'boolean', default: false })
  needsConfirmation!: boolean;
}

@Entity('service_duration')
export class ServiceDuration {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @PrimaryColumn({ type: 'int' }) minutes!: number;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
  /** Sold. A length that is not stays while bookings have it. */
  @Column({ type: 'boolean', default: true }) active!: boolean;
}

@Entity('shift')
export class Shift {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ name: 'room_id', type: 'uuid', nullable: true }) roomId!: string | null;
  @Column({ type: 'int' }) weekday!: number;
  @Column({ name: 'starts_at', type: 'time' }) startsAt!: string;
  @Column({ name: 'ends_at', type: 'time' }) endsAt!: string;
  @Column({ name: 'valid_from', type: 'date' }) validFrom!: string;
  @Column({ name: 'valid_to', type: 'date', nullable: true }) validTo!: string | null;
  @Column({ type: 'int', default: 1 }) version!: number;
}

@Entity('shift_break')
export class ShiftBreak {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'shift_id', type: 'uuid' }) shiftId!: string;
  @Column({ name: 'starts_at', type: 'time' }) startsAt!: string;
  @Column({ name: 'ends_at', type: 'time' }) endsAt!: string;
}

/** `during` is a range and stays out of the entity; the store writes it by hand. */
@Entity('unavailability')
export class Unavailability {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'resource_id', type: 'uuid' }) resourceId!: string;
  @Column({ type: 'text' }) reason!: string;
}

export type ExceptionKind = 'off' | 'replaced' | 'extra';

@Entity('shift_exception')
export class ShiftException {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'batch_id', type: 'uuid' }) batchId!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'on_date', type: 'date' }) date!: string;
  @Column({ type: 'text' }) kind!: ExceptionKind;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ name: 'room_id', type: 'uuid', nullable: true }) roomId!: string | null;
  @Column({ name: 'starts_at', type: 'time', nullable: true }) startsAt!: string | null;
  @Column({ name: 'ends_at', type: 'time', nullable: true }) endsAt!: string | null;
  @Column({ type: 'jsonb' }) breaks!: { startsAt: string; endsAt: string }[];
  @Column({ type: 'int' }) version!: number;
}

@Entity('public_holiday')
export class PublicHoliday {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'on_date', type: 'date' }) date!: string;
  @Column({ type: 'text' }) name!: string;
  @Column({ name: 'location_id', type: 'uuid', nullable: true }) locationId!: string | null;
  @Column({ type: 'int' }) version!: number;
}

export type TimeOffKind = 'leave' | 'sick' | 'training' | 'other';
export type TimeOffState = 'requested' | 'approved' | 'declined' | 'withdrawn';

/** Approved, it stands in unavailability under the same id. */
@Entity('time_off')
export class TimeOff {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ type: 'text' }) kind!: TimeOffKind;
  @Column({ name: 'from_date', type: 'date' }) from!: string;
  @Column({ name: 'start_time', type: 'time', nullable: true }) startTime!: string | null;
  @Column({ name: 'to_date', type: 'date' }) to!: string;
  @Column({ name: 'end_time', type: 'time', nullable: true }) endTime!: string | null;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz' }) endsAt!: Date;
  @Column({ type: 'text' }) note!: string;
  @Column({ type: 'text' }) state!: TimeOffState;
  @Column({ name: 'requested_by', type: 'text' }) requestedBy!: string;
  @Column({ name: 'requested_at', type: 'timestamptz' }) requestedAt!: Date;
  @Column({ name: 'decided_by', type: 'text', nullable: true }) decidedBy!: string | null;
  @Column({ name: 'decided_at', type: 'timestamptz', nullable: true }) decidedAt!: Date | null;
  @Column({ type: 'int' }) version!: number;
}

/** Stands in unavailability under the same id. Without an end: until further notice. */
@Entity('room_outage')
export class RoomOutage {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'room_id', type: 'uuid' }) roomId!: string;
  @Column({ name: 'from_date', type: 'date' }) from!: string;
  @Column({ name: 'start_time', type: 'time', nullable: true }) startTime!: string | null;
  @Column({ name: 'to_date', type: 'date', nullable: true }) to!: string | null;
  @Column({ name: 'end_time', type: 'time', nullable: true }) endTime!: string | null;
  @Column({ name: 'starts_at', type: 'timestamptz' }) startsAt!: Date;
  @Column({ name: 'ends_at', type: 'timestamptz', nullable: true }) endsAt!: Date | null;
  @Column({ type: 'text' }) reason!: string;
  @Column({ type: 'int' }) version!: number;
}

export const clinicEntities = [
  Clinic,
  Location,
  Resource,
  Room,
  Therapist,
  Service,
  ServiceDuration,
  Shift,
  ShiftBreak,
  Unavailability,
  ShiftException,
  PublicHoliday,
  TimeOff,
  RoomOutage,
];
