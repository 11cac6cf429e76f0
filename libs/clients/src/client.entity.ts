import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('client')
export class Client {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ type: 'text' }) name!: string;
  /** Lower case; how the clinic knows the same person again. Null for somebody who walked in without one. */
  @Column({ type: 'text', nullable: true }) email!: string | null;
  /** E.164 */
  @Column({ type: 'text', nullable: true }) phone!: string | null;
  @Column({ name: 'time_zone', type: 'text' }) timeZone!: string;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  /** Set by a red flag; only recorded clearance takes it away. */
  @Column({ name: 'blocked_since', type: 'timestamptz', nullable: true })
  blockedSince!: Date | null;
  /** Lower case; of a client under 18: every mail goes there and nowhere else. */
  @Column({ name: 'guardian_email', type: 'text', nullable: true })
  guardianEmail!: string | null;
  @Column({ name: 'guardian_name', type: 'text', nullable: true })
  guardianName!: string | null;
}

@Entity('training_event')
export class TrainingEvent {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  /** Sealed TrainingReport. */
  @Column({ type: 'bytea' }) report!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

@Entity('screening_answer')
export class ScreeningAnswer {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'questions_version', type: 'text' }) questionsVersion!: string;
  /** Sealed list of codes. */
  @Column({ type: 'bytea' }) answers!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
}

export type ConsentKind = 'health_data' | 'check_ins' | 'marketing';

@Entity('consent')
export class Consent {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ type: 'text' }) kind!: ConsentKind;
  @Column({ type: 'boolean' }) given!: boolean;
  @Column({ name: 'text_version', type: 'text' }) textVersion!: string;
  @Column({ type: 'text' }) signer!: string;
  @Column({ type: 'timestamptz' }) at!: Date;
}

export type ClearanceScope = 'red_flag' | 'answers';

/** Recorded by staff, never ticked by the client: spoken with after a red flag, or a clinician's yes. */
@Entity('clearance')
export class Clearance {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ type: 'text' }) scope!: ClearanceScope;
  @Column({ name: 'given_by', type: 'text' }) givenBy!: string;
  @Column({ name: 'given_by_name', type: 'text', nullable: true }) givenByName!: string | null;
  @Column({ type: 'text', nullable: true }) clinician!: string | null;
  @Column({ name: 'given_at', type: 'timestamptz' }) givenAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true }) expiresAt!: Date | null;
  /** Sealed AskedOfClinician. */
  @Column({ type: 'bytea', nullable: true }) covers!: Buffer | null;
}

/** A client who cannot book until a clinician has agreed. */
@Entity('clearance_wait')
export class ClearanceWait {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ name: 'client_id', type: 'uuid' }) clientId!: string;
  /** Sealed AskedOfClinician. */
  @Column({ type: 'bytea' }) asked!: Buffer;
  @Column({ type: 'timestamptz' }) since!: Date;
}

/** The longer health questions as answered once; the newest counts. */
@Entity('intake')
export class Intake {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'client_id', type: 'uuid' }) clientId!: string;
  @Column({ name: 'questions_version', type: 'text' }) questionsVersion!: string;
  /** Sealed list of codes. */
  @Column({ type: 'bytea' }) answers!: Buffer;
  @Column({ name: 'answered_at', type: 'timestamptz' }) answeredAt!: Date;
  @Column({ name: 'due_again_at', type: 'timestamptz' }) dueAgainAt!: Date;
}

@Entity('recommendation')
export class Recommendation {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'rules_version', type: 'text' }) rulesVersion!: string;
  /** Sealed {input, result}. */
  @Column({ type: 'bytea' }) spoken!: Buffer;
  @Column({ name: 'created_at', type: 'timestamptz' }) createdAt!: Date;
  @Column({ name: 'expires_at', type: 'timestamptz' }) expiresAt!: Date;
}

export const clientsEntities = [
  Client,
  TrainingEvent,
  ScreeningAnswer,
  Consent,
  Clearance,
  ClearanceWait,
  Intake,
  Recommendation,
];
