import type { Plan } from './plan.rules.ts';

/** About so many shifts, exceptions, rooms and the like in all; at some 300 bytes each this is 15 MB. */
const MOST_ROWS = 50_000;

/** The set-ups read last, in this process: those asked for longest ago make room. */
export class KeptPlans {
  private readonly plans = new Map<string, Plan>();
  private rows = 0;

  constructor(private readonly mostRows = MOST_ROWS) {}

  get(clinicId: string): Plan | undefined {
    const plan = this.plans.get(clinicId);
    if (plan) {
      // A map keeps the order in which its keys came.
      this.plans.delete(clinicId);
      this.plans.set(clinicId, plan);
    }
    return plan;
  }

  /** One that is larger than everything kept may be is not kept at all. */
  keep(clinicId: string, plan: Plan): void {
    this.forget(clinicId);
    if (plan.rows > this.mostRows) return;
    this.plans.set(clinicId, plan);
    this.rows += plan.rows;
    for (const oldest of this.plans.keys()) {
      if (this.rows <= this.mostRows) return;
      this.forget(oldest);
    }
  }

  private forget(clinicId: string): void {
    this.rows -= this.plans.get(clinicId)?.rows ?? 0;
    this.plans.delete(clinicId);
  }
}
