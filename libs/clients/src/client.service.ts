import { Injectable } from '@nestjs/common';
import type { Consents, TrainingReport } from '@limber/contracts';
import { SCREENING_VERSION } from '@limber/evidence';
import type { Transaction } from '@limber/persistence';
import type { Client, Consent, ConsentKind } from './client.entity.ts';
import { bookingBlocked, consentRequired, phoneInvalid } from './client.errors.ts';
import { ClientStore } from './client.store.ts';
import { toE164 } from './phone.rules.ts';

/** Version of the sentences that are ticked; raise it whenever one of them changes. */
export const CONSENT_TEXT_VERSION = '2026-11';
/** The same, as a guardian says them for somebody under 18. */
const GUARDIAN_TEXT_VERSION = `${CONSENT_TEXT_VERSION}-guardian`;
export interface Arrival {
  name: string;
  email: string;
  phone: string;
  timeZone: string;
  guardian?: { name: string } | undefined;
  consents: Consents;
  screening: string[];
  training: TrainingReport | null;
}

export interface AdmittingClinic {
  country: string;
  phone: string;
}

export interface Welcomed {
  client: Client;
  /** E.164 as given this time; the profile's may differ. */
  phone: string;
  /** Never seen before: nothing can be on file. */
  isNew: boolean;
}

export interface Admitted extends Welcomed {
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
  async admit(
    tx: Transaction,
    arrival: Arrival,
    clinic: AdmittingClinic,
    welcomed?: Welcomed | null,
  ): Promise<Admitted> {
    const { client, phone, isNew } = welcomed ?? (await this.welcome(tx, arrival, clinic));
    if (client.blockedSince) throw bookingBlocked(clinic.phone);
    const { training, screening } = arrival;
    return {
      ...{ client, phone, isNew },
      trainingId: training ? this.store.insertTraining(tx, client.id, training) : null,
      screeningId: this.store.insertScreening(tx, client.id, SCREENING_VERSION, screening),
    };
  }

  /** Whether `welcome` will take them in; why not is for it to say, in its turn. */
  canWelcome(arrival: Pick<Arrival, 'phone' | 'consents'>, { country }: AdmittingClinic): boolean {
    return arrival.consents.healthData && toE164(arrival.phone, country) !== null;
  }

  /** The client's profile, made when new, locked; and their consents written down. */
  async welcome(
    tx: Transaction,
    arrival: Pick<Arrival, 'name' | 'email' | 'phone' | 'timeZone' | 'consents' | 'guardian'>,
    clinic: AdmittingClinic,
  ): Promise<Welcomed> {
    if (!arrival.consents.healthData) throw consentRequired();
    const phone = toE164(arrival.phone, clinic.country);
    if (!phone) throw phoneInvalid();
    const { client, isNew } = await this.store.ensure(tx, { ...arrival, phone });
    // Of a young client it is the guardian who says yes.
    const signer = arrival.guardian?.name ?? arrival.name;
    const textVersion = arrival.guardian ? GUARDIAN_TEXT_VERSION : CONSENT_TEXT_VERSION;
    this.recordConsents(tx, client.id, arrival.consents, { signer, textVersion });
    return { client, phone, isNew };
  }

  /** Ticked once more, with answers of their own. */
  consentToKeep(tx: Transaction, { id, name }: Client): void {
    const consents = { healthData: true, checkIns: false, marketing: false };
    this.recordConsents(tx, id, consents, { signer: name, textVersion: CONSENT_TEXT_VERSION });
  }

  /** A box left empty is no new word: only unsubscribing takes an earlier yes back. */
  private recordConsents(
    tx: Transaction,
    clientId: string,
    consents: Consents,
    { signer, textVersion }: Pick<Consent, 'signer' | 'textVersion'>,
  ): void {
    const kinds: ConsentKind[] = ['health_data'];
    if (consents.checkIns) kinds.push('check_ins');
    if (consents.marketing) kinds.push('marketing');
    this.store.insertConsents(
      tx,
      kinds.map((kind) => ({ clientId, kind, given: true, textVersion, signer })),
    );
  }
}
