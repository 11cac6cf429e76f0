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
  @Column({ name: 'out_of_order', type: 'boolean' }) outOfOrder!: boolean;
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
  @Column({ type: 'boolean' }) active!: boolean;
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
}

@Entity('service_duration')
export class ServiceDuration {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'service_id', type: 'uuid' }) serviceId!: string;
  @PrimaryColumn({ type: 'int' }) minutes!: number;
  @Column({ name: 'price_minor', type: 'int' }) priceMinor!: number;
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
];
