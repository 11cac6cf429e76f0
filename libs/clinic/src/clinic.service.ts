import { Injectable } from '@nestjs/common';
import {
  ClinicPolicies,
  type ClinicView,
  policiesInWords,
  type ServiceView,
  type SessionType,
  type TherapistView,
} from '@limber/contracts';
import { type Transaction, TransactionRunner } from '@limber/persistence';
import { roomsForTwo } from '@limber/scheduling';
import { DataSource } from 'typeorm';
import type { Clinic, Service } from './clinic.entity.ts';
import { durationNotSold, notFound } from './clinic.errors.ts';

import { soldLength } from './clinic.rules.ts';
import { ClinicStore } from './clinic.store.ts';

export interface SoldService {
  service: Service;
  durationMin: number;
  priceMinor: number;
}

@Injectable()
export class ClinicService {
  constructor(
    private readonly dataSource: DataSource,
    private readonly runner: TransactionRunner,
    private readonly store: ClinicStore,
  ) {}

  /** Slug or id -> id; NOT_FOUND for a clinic that does not exist. */
  async resolve(slugOrId: string): Promise<string> {
    const id = await this.store.findId(this.dataSource, slugOrId);
    if (!id) throw notFound('clinic');
    return id;
  }

  async listListed(): Promise<{ id: string; slug: string; name: string }[]> {
    return this.store.listListed(this.dataSource);
  }

  async describe(clinicId: string): Promise<ClinicView> {
    return this.runner.run(clinicId, async (tx) => {
      const clinic = await this.store.get(tx);
      const rooms = (await this.store.listRooms(tx)).filter((room) => !room.outOfOrder);
      const locations = await this.store.listActiveLocations(tx);
      const { id, slug, name, legalName, country, locale, timeZone, currency, phone, email } =
        clinic;
      const policies = this.policiesOf(clinic);
      const { quietFrom, quietUntil } = policies;
      return {
        ...{ id, slug, name, legalName, country, locale, timeZone, currency, phone, email },
        locations: locations.map((l) => ({
          id: l.id,
          name: l.name,
          address: l.address,
          timeZone: l.timeZone,
          forTwo: roomsForTwo(rooms.filter((room) => room.locationId === l.id)).length > 0,
          openingHours: l.openingHours,
        })),
        policies: policiesInWords(policies),
        ...{ quietFrom, quietUntil },
      };
    });
  }

  async listServices(clinicId: string): Promise<ServiceView[]> {
    return this.runner.run(clinicId, async (tx) => {
      const { currency } = await this.store.get(tx);
      const services = await this.store.listServices(tx);
      const durations = await this.store.listDurations(tx);
      return services.map(({ id, name, description, sessionType, needsConfirmation }) => ({
        ...{ id, name, description, sessionType, needsConfirmation },
        durations: durations
          .filter((d) => d.serviceId === id)
          .map((d) => ({ minutes: d.minutes, price: { amount: d.priceMinor, currency } })),
      }));
    });
  }

  async listTherapists(clinicId: string): Promise<TherapistView[]> {
    return this.runner.run(clinicId, async (tx) => {
      const today = tx.now.toISOString().slice(0, 10);
      const therapists = await this.store.listTherapists(tx);
      const shifts = await this.store.listShifts(tx, today, '9999-12-31');
      return therapists.map((t) => ({
        id: t.id,
        name: t.name,
        bio: t.bio,
        gender: t.gender,
        languages: t.languages,
        sessionTypes: t.sessionTypes,
        locationIds: [
          ...new Set(shifts.filter((s) => s.therapistId === t.id).map((s) => s.locationId)),
        ].sort(),
      }));
    });
  }

  policiesOf(clinic: Clinic): ClinicPolicies {
    return ClinicPolicies.parse(clinic.policies);
  }

  /** A service in a length it is sold in; NOT_FOUND or DURATION_NOT_SOLD otherwise. */
  async soldService(tx: Transaction, serviceId: string, durationMin: number): Promise<SoldService> {
    const service = await this.store.findService(tx, serviceId);
    if (!service?.active) throw notFound('service');
    const duration = await this.store.findDuration(tx, serviceId, durationMin);
    if (!duration) {
      const all = await this.store.listDurations(tx);
      const sold = all.filter((d) => d.serviceId === serviceId).map((d) => d.minutes);
      throw durationNotSold(durationMin, sold);
    }
    return { service, durationMin, priceMinor: duration.priceMinor };
  }

  /** What this clinic sells that comes closest to a suggestion, or null when it sells nothing of the kind. */
  async closestSold(
    tx: Transaction,
    sessionType: SessionType,
    durationMin: number,
  ): Promise<{ serviceId: string; durationMin: number } | null> {
    const services = await this.store.listServices(tx);
    const durations = await this.store.listDurations(tx);
    for (const service of services.filter((s) => s.sessionType === sessionType)) {
      const sold = durations.filter((d) => d.serviceId === service.id).map((d) => d.minutes);
      const minutes = soldLength(durationMin, sold);
      if (minutes !== null) return { serviceId: service.id, durationMin: minutes };
    }
    return null;
  }
}
