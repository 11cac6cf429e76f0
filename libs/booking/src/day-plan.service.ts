import { Injectable } from '@nestjs/common';
import { ClinicStore, type Therapist } from '@limber/clinic';
import { MessageStore, type PlannedMessage } from '@limber/messaging';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import {
  dayOf,
  dayPlanKey,
  type DayPlanSlot,
  isToldIn,
  nextLookAt,
  slotsAt,
} from './day-plan.rules.ts';
import { DayPlanStore } from './day-plan.store.ts';

/** Who gets the plan of the day by mail. */
export const wantsDayPlan = ({ active, workEmail, dayPlanMails }: Therapist): boolean =>
  active && dayPlanMails && workEmail !== null;

/** Plans the mails with a therapist's day when their hour has come; what they say is decided when they go out. */
@Injectable()
export class DayPlanService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly plans: DayPlanStore,
    private readonly clinics: ClinicStore,
    private readonly messages: MessageStore,
  ) {}

  /** Asked twice, or for a clinic whose hour has not come, it does nothing. */
  async look(clinicId: string): Promise<void> {
    await this.runner.run(clinicId, async (tx) => {
      if (!(await this.plans.lockDue(tx))) return;
      const clinic = await this.clinics.get(tx);
      const locations = await this.clinics.listActiveLocations(tx);
      const zones = [...new Set([clinic.timeZone, ...locations.map(({ timeZone }) => timeZone)])];
      const people = (await this.clinics.listTherapists(tx)).filter(wantsDayPlan);
      for (const zone of people.length === 0 ? [] : zones) {
        for (const slot of slotsAt(tx.now, zone)) {
          await this.plan(tx, { slot, zone, clinicZone: clinic.timeZone }, people);
        }
      }
      await this.plans.setNext(tx, nextLookAt(tx.now, zones));
    });
  }

  private async plan(
    tx: Transaction,
    { slot, zone, clinicZone }: { slot: DayPlanSlot; zone: string; clinicZone: string },
    people: readonly Therapist[],
  ): Promise<void> {
    const { kind, date, dueAt, notAfter } = slot;
    const day = await this.plans.readDay(tx, { date, zone }, null);
    const rows: PlannedMessage[] = [];
    for (const { id: therapistId, workEmail } of people) {
      const own = dayOf(day, therapistId);
      if (!isToldIn(own, day.zones, zone, clinicZone) || workEmail === null) continue;
      const hasDay = own.locationId !== null;
      // A day that was told and is empty now has changed.
      if (!hasDay && !(await this.wasTold(tx, kind, { therapistId, date }))) continue;
      rows.push({
        ...{ family: 'subject', kind, subjectKey: dayPlanKey({ therapistId, date }) },
        ...{ revision: 1, recipient: workEmail, timeZone: zone, dueAt, notAfter },
      });
    }
    await this.messages.plan(tx, rows);
  }

  private async wasTold(
    tx: Transaction,
    kind: DayPlanSlot['kind'],
    told: { therapistId: string; date: string },
  ): Promise<boolean> {
    return kind === 'day_plan_morning' && (await this.plans.findSaid(tx, told)) !== null;
  }
}
