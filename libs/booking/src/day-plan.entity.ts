import type { DayPlanAmber } from '@limber/messaging';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One visit as the evening's plan told it. */
export interface SaidVisit {
  reference: string;
  startsAt: string;
  durationMin: number;
  service: string;
  room: string;
  /** Left out in what was said before it was told. */
  amber?: DayPlanAmber | null;
}

/** What a therapist was told of a day the evening before. */
@Entity('day_plan_said')
export class DayPlanSaid {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  /** Of the location. */
  @PrimaryColumn({ type: 'date' }) date!: string;
  @Column({ type: 'jsonb' }) said!: SaidVisit[];
  @Column({ name: 'said_at', type: 'timestamptz' }) saidAt!: Date;
}

/** When a clinic's day plans are looked at next. */
@Entity('day_plan_look')
export class DayPlanLook {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @Column({ name: 'next_at', type: 'timestamptz' }) nextAt!: Date;
}
