import type { MigrationInterface, QueryRunner } from 'typeorm';
import { tenantTable } from './tenant-table.ts';

const DUE_WORK = (kinds: string) => `
  CREATE OR REPLACE FUNCTION due_work(kind text, at_most int) RETURNS TABLE (clinic_id uuid, id uuid)
    LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  BEGIN
    IF kind = 'message' THEN
      RETURN QUERY SELECT m.clinic_id, m.id FROM message m
        WHERE (m.state = 'planned' AND m.next_attempt_at <= (SELECT app_now()))
           OR (m.state = 'sending' AND m.claimed_at < clock_timestamp() - interval '60 seconds')
        ORDER BY m.next_attempt_at LIMIT at_most;
    ELSIF kind = 'outbox' THEN
      RETURN QUERY SELECT o.clinic_id, o.id FROM outbox o
        WHERE o.handled_at IS NULL ORDER BY o.created_at LIMIT at_most;
    ELSIF kind = 'request' THEN
      RETURN QUERY SELECT b.clinic_id, b.id FROM booking b
        WHERE b.status = 'requested' AND b.answer_by <= (SELECT app_now())
        ORDER BY b.answer_by LIMIT at_most;
    ${kinds}
    ELSE
      RAISE EXCEPTION 'no such kind of work: %', kind;
    END IF;
  END $$;`;

const GAPS = `ELSIF kind = 'waitlist' THEN
      RETURN QUERY SELECT g.clinic_id, g.id FROM waitlist_gap g
        WHERE g.done_at IS NULL AND g.due_at <= (SELECT app_now())
        ORDER BY g.due_at LIMIT at_most;`;

/** Who waits for a time, which times came free, and who was offered them when. */
export class Waitlist1795392000013 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE waitlist_entry (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        revision int NOT NULL CHECK (revision >= 1),
        state text NOT NULL CHECK (state IN ('waiting', 'booked', 'left', 'removed')),
        service_id uuid NOT NULL,
        duration_min int NOT NULL,
        therapist_id uuid,
        location_id uuid,
        windows jsonb NOT NULL CHECK (jsonb_array_length(windows) BETWEEN 1 AND 5),
        notice_min int NOT NULL CHECK (notice_min >= 0),
        expires_at timestamptz NOT NULL,
        booking_id uuid,
        booked_id uuid,
        contact_name text NOT NULL,
        contact_email text NOT NULL,
        contact_phone text NOT NULL,
        time_zone text NOT NULL,
        check_ins boolean NOT NULL,
        marketing boolean NOT NULL,
        health bytea,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, service_id) REFERENCES service,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        FOREIGN KEY (clinic_id, booking_id) REFERENCES booking,
        FOREIGN KEY (clinic_id, booked_id) REFERENCES booking,
        CHECK ((state = 'waiting') = (ended_at IS NULL)),
        CHECK ((state = 'booked') = (booked_id IS NOT NULL))
      );
      COMMENT ON COLUMN waitlist_entry.booking_id IS 'the visit that should move earlier; null = a new one is wished for';
      COMMENT ON COLUMN waitlist_entry.health IS 'sealed {spoken, training}: the suggestion whose window ranks the times';
      CREATE INDEX waitlist_entry_waiting ON waitlist_entry (clinic_id, expires_at) WHERE state = 'waiting';
      CREATE INDEX waitlist_entry_email ON waitlist_entry (clinic_id, lower(contact_email)) WHERE state = 'waiting';
      CREATE UNIQUE INDEX waitlist_entry_one_per_booking ON waitlist_entry (clinic_id, booking_id)
        WHERE state = 'waiting';

      -- Time that came free and is to be offered. Null therapist: whoever could use what the set-up opened.
      CREATE TABLE waitlist_gap (
        clinic_id uuid NOT NULL REFERENCES clinic,
        id uuid NOT NULL,
        therapist_id uuid,
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL CHECK (ends_at > starts_at),
        cause text NOT NULL CHECK (cause IN ('booking', 'block', 'setup', 'desk')),
        due_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        done_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist
      );
      COMMENT ON COLUMN waitlist_gap.due_at IS 'when to look next: at once, or when the first open wave ends';
      CREATE INDEX waitlist_gap_due ON waitlist_gap (due_at) WHERE done_at IS NULL;

      -- One start, kept by a hold for up to three people at once; the first to accept has it.
      CREATE TABLE waitlist_wave (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        gap_id uuid NOT NULL,
        hold_id uuid NOT NULL,
        number int NOT NULL CHECK (number >= 1),
        therapist_id uuid NOT NULL,
        location_id uuid NOT NULL,
        starts_at timestamptz NOT NULL,
        mail_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL CHECK (expires_at > mail_at),
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'lapsed', 'withdrawn')),
        created_by text NOT NULL,
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        FOREIGN KEY (clinic_id, gap_id) REFERENCES waitlist_gap,
        FOREIGN KEY (clinic_id, hold_id) REFERENCES hold,
        FOREIGN KEY (clinic_id, therapist_id) REFERENCES therapist,
        FOREIGN KEY (clinic_id, location_id) REFERENCES location,
        CHECK ((state = 'open') = (ended_at IS NULL))
      );
      CREATE INDEX waitlist_wave_of_gap ON waitlist_wave (clinic_id, gap_id);
      CREATE INDEX waitlist_wave_newest ON waitlist_wave (clinic_id, created_at DESC);

      CREATE TABLE waitlist_offer (
        clinic_id uuid NOT NULL,
        id uuid NOT NULL,
        wave_id uuid NOT NULL,
        entry_id uuid NOT NULL,
        rank int NOT NULL CHECK (rank >= 1),
        service_id uuid NOT NULL,
        duration_min int NOT NULL,
        room_id uuid NOT NULL,
        price_minor int NOT NULL CHECK (price_minor >= 0),
        state text NOT NULL CHECK (state IN ('open', 'accepted', 'declined', 'taken', 'lapsed', 'withdrawn')),
        created_at timestamptz NOT NULL,
        decided_at timestamptz,
        PRIMARY KEY (clinic_id, id),
        UNIQUE (clinic_id, wave_id, entry_id),
        FOREIGN KEY (clinic_id, wave_id) REFERENCES waitlist_wave,
        FOREIGN KEY (clinic_id, entry_id) REFERENCES waitlist_entry,
        FOREIGN KEY (clinic_id, service_id) REFERENCES service,
        FOREIGN KEY (clinic_id, room_id) REFERENCES room,
        CHECK ((state = 'open') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX waitlist_offer_one_open ON waitlist_offer (clinic_id, entry_id) WHERE state = 'open';
      CREATE UNIQUE INDEX waitlist_offer_one_winner ON waitlist_offer (clinic_id, wave_id) WHERE state = 'accepted';
      CREATE INDEX waitlist_offer_of_entry ON waitlist_offer (clinic_id, entry_id);
      ${DUE_WORK(GAPS)}
    `);
    for (const table of ['waitlist_entry', 'waitlist_gap', 'waitlist_wave', 'waitlist_offer']) {
      await tenantTable(runner, table, 'SELECT, INSERT, UPDATE');
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ${DUE_WORK('')}
      DROP TABLE waitlist_offer, waitlist_wave, waitlist_gap, waitlist_entry;
    `);
  }
}
