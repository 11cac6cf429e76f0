import { Injectable } from '@nestjs/common';
import { notFound } from '@limber/clinic';
import type { Consents, DeskClient, TrainingReport } from '@limber/contracts';
import { SCREENING_VERSION } from '@limber/evidence';
import type { Transaction } from '@limber/persistence';
import type { Client, ConsentKind } from './client.entity.ts';
import { bookingBlocked, consentRequired, phoneInvalid } from './client.errors.ts';
import { CONSENT_TEXT_VERSION } from './client.service.ts';
import { ClientStore } from './client.store.ts';
import { toE164 } from './phone.rules.ts';

/** Who booked by word of mouth, and who of the staff wrote it down. */
export interface DeskArrival {
  client: DeskClient;
  consents: Consents;
  /** null: nobody asked yet. */
  screening: string[] | null;
  training: TrainingReport | null;
  userId: string;
}

export interface DeskAdmitted {
  client: Client;
  contactName: string;
  /** E.164 */
  phone: string | null;
  trainingId: string | null;
  screeningId: string | null;
}

/** Takes in a client whom staff book: what was not asked is left open, what was said is kept with consent only. */
@Injectable()
export class DeskArrivalService {
  constructor(private readonly store: ClientStore) {}

  async admit(
    tx: Transaction,
    arrival: DeskArrival,
    clinic: { country: string; phone: string; timeZone: string },
  ): Promise<DeskAdmitted> {
    const { screening, training, consents } = arrival;
    if ((screening?.length || training) && !consents.healthData) throw consentRequired();
    const found = await this.find(tx, arrival.client, clinic);
    const client = await this.store.lockById(tx, found.client.id);
    if (!client) throw notFound('client');
    if (client.blockedSince) throw bookingBlocked(clinic.phone);
    this.recordConsents(tx, client.id, arrival);
    return {
      ...found,
      client,
      trainingId: training && this.store.insertTraining(tx, client.id, training),
      screeningId:
        screening && this.store.insertScreening(tx, client.id, SCREENING_VERSION, screening),
    };
  }

  private async find(
    tx: Transaction,
    asked: DeskClient,
    clinic: { country: string; timeZone: string },
  ): Promise<Pick<DeskAdmitted, 'client' | 'contactName' | 'phone'>> {
    if ('clientId' in asked) {
      const client = await this.store.findById(tx, asked.clientId);
      if (!client) throw notFound('client');
      return { client, contactName: client.name, phone: client.phone };
    }
    const { name, email, timeZone = clinic.timeZone } = asked;
    const phone = asked.phone === undefined ? null : toE164(asked.phone, clinic.country);
    if (asked.phone !== undefined && phone === null) throw phoneInvalid();
    const contact = { name, phone, timeZone };
    const client = email
      ? (await this.store.ensure(tx, { ...contact, email })).client
      : await this.store.insertWithoutEmail(tx, contact);
    return { client, contactName: name, phone: phone ?? client.phone };
  }

  /** A yes by word of mouth, with the name of whoever heard it. */
  private recordConsents(
    tx: Transaction,
    clientId: string,
    { consents, userId }: DeskArrival,
  ): void {
    const given: [ConsentKind, boolean][] = [
      ['health_data', consents.healthData],
      ['check_ins', consents.checkIns],
      ['marketing', consents.marketing],
    ];
    this.store.insertConsents(
      tx,
      given
        .filter(([, isGiven]) => isGiven)
        .map(([kind]) => ({
          ...{ clientId, kind },
          given: true,
          textVersion: CONSENT_TEXT_VERSION,
          signer: `staff:${userId}`,
        })),
    );
  }
}
