import { Injectable } from '@nestjs/common';
import type { Consents, TrainingReport } from '@limber/contracts';
import { SCREENING_VERSION } from '@limber/evidence';
import type { Transaction } from '@limber/persistence';
import type { Client, ConsentKind } from './client.entity.ts';
import { bookingBlocked, consentRequired, phoneInvalid } from './client.errors.ts';
import { ClientStore } from './client.store.ts';
import { toE164 } from './phone.rules.ts';

/** Version of the sentences that are ticked; raise it whenever one of them changes. */
export const CONSENT_TEXT_VERSION = '2026-11';
export interface Arrival {
  name: string;
  email: string;
  phone: string;
  timeZone: string;
  consents: Consents;
  screening: string[];
  training: TrainingReport | null;
}

export interface AdmittingClinic {
  country: string;
  phone: string;
}

export interface Admitted {
  client: Client;
  /** E.164 as given this time; the profile's may differ. */
  phone: string;
  trainingId: string | null;
  screeningId: string;
}

@Injectable()
export class ClientService {
  constructor(private readonly store: ClientStore) {}

  /**
   * Takes in who books: profile, consents, answers, training. Refuses without the consent to keep health
   * answers, and while a red flag of theirs waits for clearance.
   */
  async admit(tx: Transaction, arrival: Arrival, clinic: AdmittingClinic): Promise<Admitted> {
    const { client, phone } = await this.welcome(tx, arrival, clinic);
    if (client.blockedSince) throw bookingBlocked(clinic.phone);
    return {
      client,
      phone,
      trainingId: arrival.training
        ? await this.store.insertTraining(tx, client.id, arrival.training)
        : null,
      screeningId: await this.store.insertScreening(
        tx,
        client.id,
        SCREENING_VERSION,
        arrival.screening,
      ),
    };
  }

  /** The client's profile, made when new, locked; and their consents written down. */
  async welcome(
    tx: Transaction,
    arrival: Pick<Arrival, 'name' | 'email' | 'phone' | 'timeZone' | 'consents'>,
    clinic: AdmittingClinic,
  ): Promise<{ client: Client; phone: string }> {
    if (!arrival.consents.healthData) throw consentRequired();
    const phone = toE164(arrival.phone, clinic.country);
    if (!phone) throw phoneInvalid();
    const known = await this.store.ensure(tx, { ...arrival, phone });
    const client = (await this.store.lockById(tx, known.id)) ?? known;
    await this.recordConsents(tx, client.id, arrival.consents, arrival.name);
    return { client, phone };
  }

  /** Ticked once more, with answers of their own. */
  async consentToKeep(tx: Transaction, { id, name }: Client): Promise<void> {
    const consents = { healthData: true, checkIns: false, marketing: false };
    await this.recordConsents(tx, id, consents, name);
  }

  /** A box left empty is no new word: only unsubscribing takes an earlier yes back. */
  private async recordConsents(
    tx: Transaction,
    clientId: string,
    consents: Consents,
    signer: string,
  ): Promise<void> {
    const kinds: ConsentKind[] = ['health_data'];
    if (consents.checkIns) kinds.push('check_ins');
    if (consents.marketing) kinds.push('marketing');
    for (const kind of kinds) {
      const textVersion = CONSENT_TEXT_VERSION;
      await this.store.insertConsent(tx, { clientId, kind, given: true, textVersion, signer });
    }
  }
}
