import { Injectable } from '@nestjs/common';
import { ClinicStore, type Therapist } from '@limber/clinic';
import { firstNameOf } from '@limber/clients';
import {
  type DayPlanBefore,
  type DayPlanChange,
  type DayPlanVisit,
  type LastLook,
  MailLinks,
  type MailView,
  type Message,
  type MessageSource,
  MessageSources,
  MessageStore,
} from '@limber/messaging';
import type { Transaction } from '@limber/persistence';
import { edgeAt } from '@limber/scheduling';
import type { SaidVisit } from './day-plan.entity.ts';
import {
  amberOf,
  type Changed,
  changesSince,
  dayOf,
  endOf,
  readDayPlanKey,
  saidOf,
  type TherapistDay,
} from './day-plan.rules.ts';
import { wantsDayPlan } from './day-plan.service.ts';
import { DayPlanStore } from './day-plan.store.ts';
import { type DeskRow, DeskStore } from './desk.store.ts';

interface Told {
  therapistId: string;
  date: string;
}

/** The plan of a therapist's day, as it stands when the mail goes out. */
@Injectable()
export class DayPlanMessages implements MessageSource {
  readonly kinds = ['day_plan_evening', 'day_plan_morning'] as const;

  constructor(
    sources: MessageSources,
    private readonly plans: DayPlanStore,
    private readonly desk: DeskStore,
    private readonly clinics: ClinicStore,
    private readonly messages: MessageStore,
    private readonly links: MailLinks,
  ) {
    sources.register(this);
  }

  /** The evening remembers what it says, so that the morning tells changes only. */
  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    const told = readDayPlanKey(message.subjectKey);
    const therapist = told && (await this.clinics.findTherapist(tx, told.therapistId));
    if (!told || !therapist) return { drop: 'no_such_therapist' };
    const isWanted = wantsDayPlan(therapist) && therapist.workEmail === message.recipient;
    if (!isWanted) return { drop: 'not_wanted' };
    const read = { date: told.date, zone: message.timeZone };
    const day = dayOf(await this.plans.readDay(tx, read, therapist.id), therapist.id);
    const said = message.kind === 'day_plan_morning' ? await this.said(tx, message, told) : null;
    if (said === null && day.locationId === null) return { drop: 'nothing_to_tell' };
    const now = saidOf(day.visits, therapist.id);
    const changed = said && changesSince(said, now);
    if (changed?.length === 0) return { drop: 'nothing_changed' };
    if (message.kind === 'day_plan_evening') {
      await this.plans.saveSaid(tx, told, now);
    }
    const changes = changed && (await this.changes(tx, changed, day, therapist));
    return { send: await this.view(tx, message, told, { therapist, day, changes }) };
  }

  /** Null where the evening's mail did not reach this address: then the morning tells the whole day. */
  private async said(
    tx: Transaction,
    { subjectKey, recipient }: Message,
    told: Told,
  ): Promise<SaidVisit[] | null> {
    const mails = await this.messages.listBySubject(tx, subjectKey ?? '');
    const wasSent = mails.some(
      (mail) =>
        mail.kind === 'day_plan_evening' && mail.state === 'sent' && mail.recipient === recipient,
    );
    return wasSent ? this.plans.findSaid(tx, told) : null;
  }

  private async view(
    tx: Transaction,
    message: Message,
    { date }: Told,
    {
      therapist,
      day,
      changes,
    }: { therapist: Therapist; day: TherapistDay; changes: DayPlanChange[] | null },
  ): Promise<MailView> {
    const { name, legalName, phone, email, timeZone, locale } = await this.clinics.get(tx);
    const locations = await this.clinics.listLocations(tx);
    const place = locations.find(({ id }) => id === day.locationId) ?? locations[0];
    const clinic = { name, legalName, phone, email, timeZone, locale };
    return {
      kind: message.kind === 'day_plan_evening' ? 'day_plan_evening' : 'day_plan_morning',
      clinic: { ...clinic, address: place?.address ?? '' },
      timeZone: message.timeZone,
      firstName: firstNameOf(therapist.name),
      day: new Date(edgeAt(date, '12:00', message.timeZone)),
      shifts: day.shifts.map(({ locationId, startsAt, endsAt }) => ({
        place: locations.find(({ id }) => id === locationId)?.name ?? '',
        ...{ startsAt, endsAt },
      })),
      visits: day.visits.map((row) => visitOf(row, therapist)),
      changes,
      deskUrl: `${this.links.to('desk', 'day')}?date=${date}`,
    };
  }

  private async changes(
    tx: Transaction,
    changed: readonly Changed[],
    { visits }: TherapistDay,
    therapist: Therapist,
  ): Promise<DayPlanChange[]> {
    const changes: DayPlanChange[] = [];
    for (const change of changed) {
      if (change.type === 'gone') {
        const row = await this.desk.findByReference(tx, change.before.reference);
        if (!row) continue;
        const type = row.status === 'cancelled' ? 'cancelled' : 'elsewhere';
        changes.push({ type, before: beforeOf(change.before, row, therapist) });
        continue;
      }
      const row = visits.find(({ reference }) => reference === change.reference);
      if (!row) continue;
      const visit = visitOf(row, therapist);
      changes.push(
        'before' in change
          ? { type: change.type, visit, before: beforeOf(change.before, row, therapist) }
          : { type: change.type, visit },
      );
    }
    return changes;
  }
}

/** Whom this therapist treats: of a session for two, the person on their own table. */
const nameFor = (row: DeskRow, { id }: Therapist): string =>
  firstNameOf(row.guestTherapistId === id ? (row.guestName ?? '') : row.contactName);

const visitOf = (row: DeskRow, therapist: Therapist): DayPlanVisit => ({
  startsAt: row.startsAt,
  endsAt: endOf(row),
  firstName: nameFor(row, therapist),
  service: row.service,
  durationMin: row.durationMin,
  room: row.room,
  isNewClient: row.isNewClient,
  hasForm: row.screeningId !== null,
  isRequest: row.status === 'requested',
  amber: amberOf(row, therapist.id),
});

const beforeOf = (said: SaidVisit, row: DeskRow, therapist: Therapist): DayPlanBefore => ({
  startsAt: new Date(said.startsAt),
  ...{ durationMin: said.durationMin, service: said.service, room: said.room },
  firstName: nameFor(row, therapist),
});
