import type { Statements } from '@limber/persistence';
import { KeptPlans } from './kept-plans.ts';
import { type Plan, planOf, type PlanRow } from './plan.rules.ts';

/**
 * The whole set-up with the number it stands under, of one moment. Columns in an array instead of an object: half
 * the bytes, and no names to parse a hundred times.
 */
export const SETUP = `
  SELECT
    c.setup_version::text AS version,
    row_to_json(c) AS clinic,
    (SELECT json_agg(row_to_json(s)) FROM service s WHERE s.clinic_id = $1) AS services,
    (SELECT json_agg(json_build_array(d.service_id, d.minutes, d.price_minor, d.active) ORDER BY d.minutes)
       FROM service_duration d WHERE d.clinic_id = $1) AS durations,
    (SELECT json_agg(json_build_array(l.id, l.time_zone, l.reset_inside_shift, l.opening_hours))
       FROM location l WHERE l.clinic_id = $1 AND l.active) AS locations,
    (SELECT json_agg(json_build_array(h.on_date, h.location_id))
       FROM public_holiday h WHERE h.clinic_id = $1) AS holidays,
    (SELECT json_agg(json_build_array(t.id, t.session_types, t.effort_cap_per_day, t.effort_cap_per_week))
       FROM therapist t WHERE t.clinic_id = $1 AND t.active) AS therapists,
    (SELECT json_agg(json_build_array(r.id, r.location_id, r.features, r.capacity))
       FROM room r WHERE r.clinic_id = $1 AND NOT r.out_of_order) AS rooms,
    (SELECT json_agg(json_build_array(s.therapist_id, s.location_id, s.room_id, s.weekday, s.starts_at,
                                      s.ends_at, s.valid_from, s.valid_to, s.id))
       FROM shift s WHERE s.clinic_id = $1) AS shifts,
    (SELECT json_agg(json_build_array(b.shift_id, b.starts_at, b.ends_at))
       FROM shift_break b WHERE b.clinic_id = $1) AS breaks,
    (SELECT json_agg(json_build_array(e.therapist_id, e.on_date, e.kind, e.location_id, e.room_id, e.starts_at,
                                      e.ends_at, e.breaks))
       FROM shift_exception e WHERE e.clinic_id = $1) AS exceptions
  FROM clinic c WHERE c.id = $1`;

const VERSION = 'SELECT setup_version::text AS version FROM clinic WHERE id = $1';

/** Reads what the availability path needs; every look at free times begins here. */
export class PlanStore {
  private readonly kept = new KeptPlans();

  /**
   * As of this statement. What was read before is answered only after the database said that it still stands; in a
   * unit of work that changes the set-up it is what that unit sees.
   */
  async current(tx: Statements): Promise<Plan> {
    const kept = this.lastKnown(tx.clinicId);
    if (!kept) return this.read(tx);
    const [now] = await tx.prepared<{ version: string }>('setup_version', VERSION, [tx.clinicId]);
    return now?.version === kept.version ? kept : this.read(tx);
  }

  /** What may have changed since: for whoever compares its version with the one of their own statement. */
  lastKnown(clinicId: string): Plan | undefined {
    return this.kept.get(clinicId);
  }

  async read(tx: Statements): Promise<Plan> {
    const [row] = await tx.prepared<PlanRow>('setup', SETUP, [tx.clinicId]);
    if (!row) throw new Error('the bound clinic does not exist');
    const plan = planOf(row);
    this.kept.keep(tx.clinicId, plan);
    return plan;
  }
}
