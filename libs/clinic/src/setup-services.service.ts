import { Injectable } from '@nestjs/common';
import {
  ClinicPolicies,
  type DeskPolicies,
  type DeskService,
  type NewService,
  type PoliciesChange,
  type ServiceChange,
} from '@limber/contracts';
import { Ids } from '@limber/kernel';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { type Clinic, Service, ServiceDuration } from './clinic.entity.ts';
import { ClinicStore } from './clinic.store.ts';
import { assertSound, type Fault, stale } from './setup.errors.ts';
import { SetupLog } from './setup.log.ts';
import { changedFields, quietFaults } from './setup.rules.ts';
import { type By, type Seen, SetupStore } from './setup.store.ts';

type Length = NewService['durations'][number];

/** What is sold, in which lengths at which prices, and by which rules. */
@Injectable()
export class SetupServicesService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly clinics: ClinicStore,
    private readonly setup: SetupStore,
    private readonly log: SetupLog,
    private readonly ids: Ids,
  ) {}

  /** Those no longer sold last. */
  async list(clinicId: string): Promise<DeskService[]> {
    return this.runner.run(clinicId, async (tx) => {
      const services = await this.clinics.listEveryService(tx);
      const views = await this.views(tx, services);
      return views.sort((a, b) => Number(b.active) - Number(a.active));
    });
  }

  async create(tx: Transaction, wanted: NewService, by: By): Promise<DeskService> {
    const { durations, ...service } = wanted;
    assertSound(lengthFaults(durations));
    const row = { clinicId: tx.clinicId, id: this.ids.uuid(), ...serviceRow(service) };
    await this.setup.insert(tx, Service, { ...row, active: true, version: 1 });
    await this.sell(tx, row.id, durations);
    await this.log.record(tx, by, 'service.created', row.id, changedFields({}, wanted));
    return this.view(tx, { ...row, active: true, version: 1 });
  }

  async change(
    tx: Transaction,
    seen: Seen,
    { acceptStranded: _, ...wanted }: ServiceChange,
    by: By,
  ): Promise<DeskService> {
    const { durations, active, ...service } = wanted;
    assertSound(lengthFaults(durations));
    const before = await this.setup.lockSeen(tx, Service, seen, 'service');
    const sold = await this.lengthsOf(tx, before.id);
    const change = { ...serviceRow(service), active };
    const version = await this.setup.update(tx, Service, seen, change);
    await this.sell(tx, before.id, durations);
    await this.log.record(
      tx,
      by,
      'service.changed',
      before.id,
      changedFields({ ...before, durations: sold }, { ...change, durations: sorted(durations) }),
    );
    return this.view(tx, { ...before, ...change, version });
  }

  async policies(clinicId: string): Promise<DeskPolicies> {
    return this.runner.run(clinicId, async (tx) => policiesView(await this.clinics.get(tx)));
  }

  /** How the clinic sells its time; bookings keep the terms they were made under. */
  async changePolicies(
    tx: Transaction,
    version: number,
    wanted: PoliciesChange,
    by: By,
  ): Promise<DeskPolicies> {
    assertSound(quietFaults(wanted));
    const before = policiesView(await this.clinics.get(tx));
    if (!(await this.clinics.setPolicies(tx, version, wanted))) throw stale();
    const changed = changedFields(before.policies, wanted);
    await this.log.record(tx, by, 'policies.changed', tx.clinicId, changed);
    return policiesView(await this.clinics.get(tx));
  }

  /** Lengths left out are no longer sold; the row stays, for bookings point to it. */
  private async sell(tx: Transaction, serviceId: string, durations: Length[]): Promise<void> {
    const { clinicId } = tx;
    await tx.manager.update(ServiceDuration, { clinicId, serviceId }, { active: false });
    await tx.manager.upsert(
      ServiceDuration,
      durations.map(({ minutes, amount }) => ({
        ...{ clinicId, serviceId, minutes, priceMinor: amount, active: true },
      })),
      ['clinicId', 'serviceId', 'minutes'],
    );
  }

  private async lengthsOf(tx: Transaction, serviceId: string): Promise<Length[]> {
    return (await this.clinics.listDurations(tx))
      .filter((row) => row.serviceId === serviceId)
      .map(({ minutes, priceMinor }) => ({ minutes, amount: priceMinor }));
  }

  private async view(tx: Transaction, service: Service): Promise<DeskService> {
    const [view] = await this.views(tx, [service]);
    if (!view) throw stale();
    return view;
  }

  private async views(tx: Transaction, services: Service[]): Promise<DeskService[]> {
    const { currency } = await this.clinics.get(tx);
    const durations = await this.clinics.listDurations(tx);
    return services.map(({ clinicId: _, ...service }) => ({
      ...service,
      durations: durations
        .filter(({ serviceId }) => serviceId === service.id)
        .map(({ minutes, priceMinor }) => ({ minutes, price: { amount: priceMinor, currency } })),
    }));
  }
}

const sorted = (durations: Length[]): Length[] =>
  [...durations].sort((a, b) => a.minutes - b.minutes);

const lengthFaults = (durations: readonly Length[]): Fault[] =>
  durations.flatMap(({ minutes }, i): Fault[] =>
    durations.findIndex((other) => other.minutes === minutes) < i
      ? [{ code: 'DURATION_TWICE', path: `durations.${i}.minutes` }]
      : [],
  );

const serviceRow = (wanted: Omit<NewService, 'durations'>) => ({
  ...wanted,
  roomFeatures: [...new Set(wanted.roomFeatures)],
});

const policiesView = ({ policies, policiesVersion }: Clinic): DeskPolicies => ({
  policies: ClinicPolicies.parse(policies),
  version: policiesVersion,
});
