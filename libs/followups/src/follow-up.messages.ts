import { Injectable } from '@nestjs/common';
import { type Clinic, ClinicStore, type Location } from '@limber/clinic';
import { type Client, ClientStore, firstNameOf, isForGuardianOnly } from '@limber/clients';
import {
  claimsOf,
  type LastLook,
  type MailClaim,
  MailLinks,
  type MailView,
  type Message,
  type MessageKind,
  type MessageSource,
  MessageSources,
  MessageStore,
} from '@limber/messaging';
import { LinkSigner, type Transaction } from '@limber/persistence';
import { CallBackStore } from './call-back.store.ts';
import { asked, asksOf } from './check-in.rules.ts';
import { safetyOf } from './check-in.service.ts';
import { CheckInStore } from './check-in.store.ts';
import type { CheckIn, CheckInKind, FollowUp } from './follow-up.entity.ts';
import { FollowUpStore } from './follow-up.store.ts';
import { UnsubscribeService } from './unsubscribe.service.ts';

const isCheckIn = (kind: MessageKind): kind is Exclude<CheckInKind, 'aftercare'> =>
  kind.startsWith('checkin_');

/** Back to normal after the training is so for every visit that was booked for it. */
const isAsking = ({ state, reason }: Message): boolean =>
  state !== 'cancelled' || reason === 'resolved';

/** Everything a follow-up mail is made of, read when it is about to go out. */
interface Look {
  tx: Transaction;
  followUp: FollowUp;
  clinic: Clinic;
  client: Client;
  therapist: string;
  base: { clinic: MailView['clinic']; timeZone: string; firstName: string };
  /** Of the location: what was on its clocks is told by its clocks, wherever the reader is. */
  visitZone: string;
  evidence: { evidenceUrl: string; symptomsUrl: string; claims: MailClaim[] };
}

@Injectable()
export class FollowUpMessages implements MessageSource {
  readonly kinds = [
    'aftercare',
    'checkin_24',
    'checkin_48',
    'checkin_72',
    'nudge_7d',
    'safety',
    'clinic_alert',
  ] as const;

  constructor(
    sources: MessageSources,
    private readonly followUps: FollowUpStore,
    private readonly checkIns: CheckInStore,
    private readonly callBacks: CallBackStore,
    private readonly clients: ClientStore,
    private readonly clinics: ClinicStore,
    private readonly messages: MessageStore,
    private readonly unsubscribe: UnsubscribeService,
    private readonly signer: LinkSigner,
    private readonly links: MailLinks,
  ) {
    sources.register(this);
  }

  async lastLook(tx: Transaction, message: Message): Promise<LastLook> {
    if (message.kind === 'safety' || message.kind === 'clinic_alert') {
      return this.redFlagMail(tx, message);
    }
    const followUp = message.chainId && (await this.followUps.findByChain(tx, message.chainId));
    if (!followUp) return { drop: 'no_such_session' };
    if (followUp.state === 'stopped') return { drop: followUp.stopReason ?? 'stopped' };
    const look = await this.gather(tx, message, followUp);
    if (!look) return { drop: 'no_such_client' };
    if (isForGuardianOnly(look.client, message.recipient)) return { drop: 'guardian_only' };
    if (message.kind === 'aftercare') return { send: await this.aftercare(look) };
    if (look.client.blockedSince) return { drop: 'red_flag' };
    if (message.kind === 'nudge_7d') {
      // Whoever was hurt and has not been phoned yet is not sold another visit, whichever visit it was.
      const isHarmed = await this.callBacks.isOpen(tx, followUp.clientId);
      return isHarmed ? { drop: 'adverse_event' } : { send: this.nudge(look) };
    }
    return isCheckIn(message.kind) ? this.checkInMail(look, message.kind) : { drop: 'unknown' };
  }

  private async gather(
    tx: Transaction,
    message: Message,
    followUp: FollowUp,
  ): Promise<Look | null> {
    const client = await this.clients.findById(tx, followUp.clientId);
    if (!client) return null;
    const clinic = await this.clinics.get(tx);
    const therapist = await this.clinics.findTherapist(tx, followUp.therapistId);
    const location = await this.locationOf(tx, followUp.locationId);
    return {
      visitZone: location?.timeZone ?? clinic.timeZone,
      ...{ tx, followUp, clinic, client, therapist: therapist?.name ?? '' },
      base: {
        clinic: mailClinic(clinic, location),
        timeZone: followUp.timeZone,
        firstName: firstNameOf(client.name),
      },
      evidence: {
        evidenceUrl: this.links.to('evidence'),
        symptomsUrl: this.links.to('evidence', 'warning-signs'),
        claims: claimsOf(message.kind),
      },
    };
  }

  private async aftercare(look: Look): Promise<MailView> {
    const { tx, base, visitZone, evidence, followUp, clinic, therapist } = look;
    const all = await this.checkIns.listByChain(tx, followUp.chainId);
    const checkIn = all.find(({ kind }) => kind === 'aftercare');
    const url = checkIn && this.links.to('check-in', this.tokenOf(clinic, checkIn));
    const asks = asksOf('aftercare', followUp.plan);
    const stopAll = this.unsubscribe.tokenFor(clinic.id, followUp.clientId, 'all');
    return {
      kind: 'aftercare',
      ...base,
      timeZone: visitZone,
      ...evidence,
      visit: { startsAt: followUp.sessionStartsAt, therapist },
      worryUrl: url ?? null,
      stopAllUrl: this.links.to('unsubscribe', stopAll),
      checkIn:
        checkIn && url && asks.length > 0 ? { asks, url, expiresAt: checkIn.expiresAt } : null,
    };
  }

  private nudge(look: Look): MailView {
    const { base, visitZone, evidence, followUp, clinic, client, therapist } = look;
    return {
      kind: 'nudge_7d',
      ...base,
      timeZone: visitZone,
      ...evidence,
      ...this.unsubscribeLinks(clinic, client.id, 'marketing'),
      visit: { startsAt: followUp.sessionStartsAt, therapist },
      bookUrl: this.links.ofBooking(
        followUp.reference,
        this.signer.sign('manage', clinic.id, followUp.chainId),
        'again',
      ),
    };
  }

  private tokenOf({ id }: Clinic, checkIn: CheckIn): string {
    return this.signer.sign('check-in', id, checkIn.id);
  }

  private async checkInMail(
    look: Look,
    kind: Exclude<CheckInKind, 'aftercare'>,
  ): Promise<LastLook> {
    const { tx, base, evidence, followUp, clinic, client } = look;
    const all = await this.checkIns.listByChain(tx, followUp.chainId);
    const checkIn = all.find((each) => each.kind === kind);
    if (!checkIn) return { drop: 'no_such_check_in' };
    if (checkIn.answer) return { drop: 'answered' };
    if (await this.twoIgnored(tx, all, checkIn)) return { drop: 'two_ignored' };
    if (await this.isAskedAlready(tx, followUp, kind)) return { drop: 'asked_already' };
    return {
      send: {
        kind,
        ...base,
        ...evidence,
        ...this.unsubscribeLinks(clinic, client.id, 'check_ins'),
        since: followUp.trainingEndedAt ? 'training' : 'visit',
        checkIn: {
          asks: asked[kind],
          url: this.links.to('check-in', this.tokenOf(clinic, checkIn)),
          expiresAt: checkIn.expiresAt,
        },
      },
    };
  }

  /** Both of the last two were sent and neither has an answer: silence is an answer too. */
  private async twoIgnored(tx: Transaction, all: CheckIn[], next: CheckIn): Promise<boolean> {
    const sent = new Set(
      (await this.messages.listByChain(tx, next.chainId))
        .filter(({ state }) => state === 'sent')
        .map(({ kind }) => kind as string),
    );
    const before = all.filter(
      ({ opensAt, kind }) => isCheckIn(kind) && opensAt < next.opensAt && sent.has(kind),
    );
    return before.length >= 2 && before.slice(-2).every(({ answer }) => answer === null);
  }

  /** Two visits were booked after one training: the one booked first asks how it is, as long as it stands. */
  private async isAskedAlready(tx: Transaction, own: FollowUp, kind: string): Promise<boolean> {
    const trainedAt = this.followUps.trainingEndedAt(own);
    if (trainedAt === null) return false;
    for (const other of await this.followUps.listBookedBefore(tx, own)) {
      if (this.followUps.trainingEndedAt(other) !== trainedAt) continue;
      const mails = await this.messages.listByChain(tx, other.chainId);
      if (mails.some((mail) => mail.kind === kind && isAsking(mail))) return true;
    }
    return false;
  }

  private async redFlagMail(tx: Transaction, message: Message): Promise<LastLook> {
    const id = message.subjectKey?.replace('red-flag:', '') ?? '';
    const found = await this.checkIns.findRedFlag(tx, id);
    const followUp = found && (await this.followUps.findByChain(tx, found.flag.chainId));
    const client = found && (await this.clients.findById(tx, found.flag.clientId));
    if (!found || !followUp || !client) return { drop: 'no_such_red_flag' };
    const clinic = await this.clinics.get(tx);
    const base = {
      clinic: mailClinic(clinic, await this.locationOf(tx, followUp.locationId)),
      timeZone: message.timeZone,
    };
    if (message.kind === 'clinic_alert') {
      const { reference } = followUp;
      const { raisedAt } = found.flag;
      const deskUrl = this.links.to('desk');
      return { send: { kind: 'clinic_alert', ...base, reference, raisedAt, deskUrl } };
    }
    if (isForGuardianOnly(client, message.recipient)) return { drop: 'guardian_only' };
    return {
      send: {
        kind: 'safety',
        ...base,
        firstName: firstNameOf(client.name),
        messages: safetyOf(found.details, clinic.country).map(({ title, body, numbers }) => ({
          ...{ title, body },
          numbers: numbers.map(({ number }) => number),
        })),
        bookingPaused: client.blockedSince !== null,
        symptomsUrl: this.links.to('evidence', 'warning-signs'),
      },
    };
  }

  private unsubscribeLinks(clinic: Clinic, clientId: string, scope: 'check_ins' | 'marketing') {
    const token = this.unsubscribe.tokenFor(clinic.id, clientId, scope);
    return {
      unsubscribeUrl: this.links.to('unsubscribe', token),
      oneClickUrl: this.links.to('api', 'v1', 'clinics', clinic.slug, 'unsubscribe', token),
    };
  }

  private async locationOf(tx: Transaction, locationId: string): Promise<Location | undefined> {
    return (await this.clinics.listLocations(tx)).find(({ id }) => id === locationId);
  }
}

function mailClinic(clinic: Clinic, location: Location | undefined): MailView['clinic'] {
  const { name, legalName, phone, email, timeZone, locale } = clinic;
  return { name, legalName, phone, email, timeZone, locale, address: location?.address ?? '' };
}
