import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What was planned and dropped, with reasons, and the zone data it was reckoned with. */
export interface PlanRecord {
  send: { id: string; dueAt: string; sendAt: string; notAfter: string }[];
  dropped: { id: string; reason: string }[];
  tzdata: string;
  /** A newer hard session is asked about elsewhere: whatever is planned again, this series asks no more. */
  isOver?: boolean;
}

@Entity('follow_up')
export class FollowUp {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'chain_id', type: 'uuid' }) chainId!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ type: 'text' }) reference!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ name: 'location_id', type: 'uuid' }) locationId!: string;
  @Column({ type: 'text' }) state!: 'active' | 'stopped';
  @Column({ name: 'stop_reason', type: 'text', nullable: true }) stopReason!: string | null;
  @Column({ type: 'text' }) recipient!: string;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'booked_at', type: 'timestamptz' }) bookedAt!: Date;
  @Column({ name: 'session_starts_at', type: 'timestamptz' }) sessionStartsAt!: Date;
  @Column({ name: 'session_ends_at', type: 'timestamptz' }) sessionEndsAt!: Date;
  /** Sealed instant: when somebody trained is health data. */
  @Column({ name: 'training_ended_at', type: 'bytea', nullable: true })
  trainingEndedAt!: Buffer | null;
  /** The training the series runs after; null when none was told. */
  @Column({ name: 'training_id', type: 'uuid', nullable: true }) trainingId!: string | null;
  @Column({ type: 'jsonb' }) plan!: PlanRecord;
}

@Entity('check_in')
export class CheckIn {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'chain_id', type: 'uuid' }) chainId!: string;
  @Column({ type: 'text' }) kind!: CheckInKind;
  @Column({ name: 'opens_at', type: 'timestamptz' }) opensAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
  /** Sealed CheckInAnswer. */
  @Column({ type: 'bytea', nullable: true }) answer!: Buffer | null;
  @Column({ name: 'answered_at', type: 'timestamptz', nullable: true }) answeredAt!: Date | null;
  @Column({ name: 'first_answered_at', type: 'timestamptz', nullable: true })
  firstAnsweredAt!: Date | null;
  /** The training the answer was given about. */
  @Column({ name: 'training_id', type: 'uuid', nullable: true }) trainingId!: string | null;
}

/** `aftercare` asks whether anything is worrying, and what a check-in merged into it would have asked. */
export type CheckInKind = 'aftercare' | 'checkin_24' | 'checkin_48' | 'checkin_72';

@Entity('red_flag')
export class RedFlag {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'chain_id', type: 'uuid' }) chainId!: string;
  /** Sealed {codes, cause}. */
  @Column({ type: 'bytea' }) details!: Buffer;
  @Column({ name: 'raised_at', type: 'timestamptz' }) raisedAt!: Date;
}

/** Harm after a massage, as the client told it; one a check-in. */
@Entity('adverse_event')
export class AdverseEvent {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'chain_id', type: 'uuid' }) chainId!: string;
  @Column({ name: 'check_in_id', type: 'uuid' }) checkInId!: string;
  /** Sealed list of what was ticked. */
  @Column({ type: 'bytea' }) details!: Buffer;
  @Column({ name: 'reported_at', type: 'timestamptz' }) reportedAt!: Date;
}

/** Whom the desk has to phone, and not why. One open a client. */
@Entity('call_back')
export class CallBack {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'asked_at', type: 'timestamptz' }) askedAt!: Date;
  @Column({ name: 'done_at', type: 'timestamptz', nullable: true }) doneAt!: Date | null;
  @Column({ name: 'done_by', type: 'text', nullable: true }) doneBy!: string | null;
}

export const followupsEntities = [FollowUp, CheckIn, RedFlag, AdverseEvent, CallBack];
