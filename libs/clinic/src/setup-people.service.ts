import { Injectable } from '@nestjs/common';
import type { DeskTherapist, NewTherapist, TherapistChange } from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { Resource, Therapist } from './clinic.entity.ts';
import { ClinicStore } from './clinic.store.ts';
import { SetupLog } from './setup.log.ts';
import { changedFields } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';

/** Therapists as those who can be booked: what they do, and how much of it. */
@Injectable()
export class SetupPeopleService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  /** Those who have left last. */
  async list(clinicId: string): Promise<DeskTherapist[]> {
    return this.runner.run(clinicId, async (tx) => {
      const therapists = await this.clinics.listEveryTherapist(tx);
      return therapists.map(therapistView).sort((a, b) => Number(b.active) - Number(a.active));
    });
  }

  async create(tx: Transaction, wanted: NewTherapist, by: By): Promise<DeskTherapist> {
    const { clinicId } = tx;
    const row = {
      ...{ clinicId, id: this.ids.uuid(), active: true },
      ...therapistRow(wanted, { workEmail: null, dayPlanMails: true }),
    };
    await this.setup.insert(tx, Resource, { clinicId, id: row.id, kind: 'therapist' });
    await this.setup.insert(tx, Therapist, { ...row, version: 1 });
    await this.log.record(tx, by, 'therapist.created', row.id, changedFields({}, wanted));
    return therapistView({ ...row, version: 1 });
  }

  async change(
    tx: Transaction,
    seen: Seen,
    wanted: TherapistChange,
    by: By,
  ): Promise<DeskTherapist> {
    const before = await this.setup.lockSeen(tx, Therapist, seen, 'therapist');
    const change = { ...therapistRow(wanted, before), active: wanted.active };
    const version = await this.setup.update(tx, Therapist, seen, change);
    const changed = changedFields({ ...before }, change);
    await this.log.record(tx, by, 'therapist.changed', before.id, changed);
    return therapistView({ ...before, ...change, version });
  }
}

/** What is left out of its mails stays as it was. */
const therapistRow = (
  wanted: NewTherapist,
  { workEmail, dayPlanMails }: Pick<Therapist, 'workEmail' | 'dayPlanMails'>,
) => ({
  name: wanted.name,
  bio: wanted.bio,
  gender: wanted.gender,
  languages: [...new Set(wanted.languages)],
  sessionTypes: [...new Set(wanted.sessionTypes)],
  effortCapPerDay: wanted.effortCapPerDayTenths,
  effortCapPerWeek: wanted.effortCapPerWeekTenths,
  workEmail: wanted.workEmail === undefined ? workEmail : wanted.workEmail,
  dayPlanMails: wanted.dayPlanMails ?? dayPlanMails,
});

const therapistView = (row: Therapist): DeskTherapist => ({
  id: row.id,
  name: row.name,
  bio: row.bio,
  gender: row.gender,
  languages: row.languages,
  sessionTypes: row.sessionTypes,
  effortCapPerDayTenths: row.effortCapPerDay,
  effortCapPerWeekTenths: row.effortCapPerWeek,
  workEmail: row.workEmail,
  dayPlanMails: row.dayPlanMails,
  active: row.active,
  version: row.version,
});
