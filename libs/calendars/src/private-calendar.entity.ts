import type { CalendarTrouble } from '@limber/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A calendar that a therapist keeps elsewhere. What is known of it stands in unavailability. */
@Entity('private_calendar')
export class OwnCalendar {
  @PrimaryColumn({ name: 'clinic_id', type: 'uuid' }) clinicId!: string;
  @PrimaryColumn({ type: 'uuid' }) id!: string;
  @Column({ name: 'therapist_id', type: 'uuid' }) therapistId!: string;
  @Column({ type: 'text' }) host!: string;
  /** Sealed: a CalendarAddress. */
  @Column({ type: 'bytea' }) address!: Buffer;
  /** One calendar is connected once. */
  @Column({ name: 'address_sha256', type: 'text' }) addressSha256!: string;
  @Column({ name: 'connected_by', type: 'text' }) connectedBy!: string;
  @Column({ name: 'connected_at', type: 'timestamptz' }) connectedAt!: Date;
  /** Counted, so that a slow look never overwrites a later one. */
  @Column({ type: 'int' }) looks!: number;
  /** Of the last look that could read it. */
  @Column({ name: 'read_at', type: 'timestamptz' }) readAt!: Date;
  @Column({ type: 'text', nullable: true }) etag!: string | null;
  /** How far its repeating times have been worked out. */
  @Column({ name: 'known_until', type: 'timestamptz' }) knownUntil!: Date;
  @Column({ type: 'text', nullable: true }) trouble!: CalendarTrouble | null;
  /** In a row, up to now. */
  @Column({ type: 'int' }) failures!: number;
  @Column({ name: 'next_read_at', type: 'timestamptz' }) nextReadAt!: Date;
}

export const calendarsEntities = [OwnCalendar];
