import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import { ClientStore, safetyMessages } from '@limber/clients';
import {
  type CheckInAnswer,
  type CheckInResult,
  type CheckInView,
  HarmCode,
  type TrainingReport,
} from '@limber/contracts';
import {
  type AnswerAction,
  checkInRedFlags,
  isHardTraining,
  screeningQuestionnaire,
} from '@limber/evidence';
import { Ids } from '@limber/kernel';
import { MessageStore } from '@limber/messaging';
import {
  AuditLogStore,
  LinkSigner,
  OutboxStore,
  type Transaction,
  TransactionRunner,
} from '@limber/persistence';
import { CallBackStore } from './call-back.store.ts';
import { answerTexts, harmQuestions, severeLate, unnamedSign } from './check-in.en.ts';
import {
  actionOf,
  answerWindow,
  asksOf,
  correctableUntil,
  redFlagKey,
  RESOLVED_AT_MOST,
} from './check-in.rules.ts';
import { CheckInStore } from './check-in.store.ts';
import {
  answerLocked,
  harmTooEarly,
  linkExpired,
  linkInvalid,
  sorenessMissing,
  trainingNotHard,
  trainingNotNew,
} from './follow-up.errors.ts';
import type { CheckIn, FollowUp } from './follow-up.entity.ts';
import { FollowUpService } from './follow-up.service.ts';
import { tookPlace } from './follow-up.rules.ts';
import { FollowUpStore } from './follow-up.store.ts';
import { OutcomeLinks } from './outcome.links.ts';

const checkInQuestions = screeningQuestionnaire
  .filter(({ code }) => checkInRedFlags.some((flag) => flag === code))
  .map(({ code, question }) => ({ code, question }));
const harmAsked = HarmCode.options.map((code) => ({ code, question: harmQuestions[code] }));

export type AnswerAlone = Omit<CheckInAnswer, 'timeZone' | 'book'>;

type RedFlagAction = Extract<AnswerAction, { kind: 'red_flag' }>;

const CHECK_INS = ['checkin_24', 'checkin_48', 'checkin_72'] as const;
const STOPPED_BY_RED_FLAG = [...CHECK_INS, 'nudge_7d'] as const;

/** The check-in of a genuine, living link, what it follows up on, and what was answered before. */
interface Opened {
  checkIn: CheckIn;
  followUp: FollowUp;
  before: CheckInAnswer | null;
}

@Injectable()
export class CheckInService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly checkIns: CheckInStore,
    private readonly followUps: FollowUpStore,
    private readonly series: FollowUpService,
    private readonly callBacks: CallBackStore,
    private readonly messages: MessageStore,
    private readonly clients: ClientStore,
    private readonly clinics: ClinicStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditLogStore,
    private readonly links: OutcomeLinks,
    private readonly signer: LinkSigner,
    private readonly ids: Ids,
  ) {}

  /** Shows what is asked. Opening a link stores nothing: mail scanners open them all. */
  async show(clinicId: string, token: string): Promise<CheckInView> {
    const id = this.idOf(clinicId, token);
    return this.runner.run(clinicId, async (tx) => {
      const checkIn = await this.checkIns.findById(tx, id);
      if (!checkIn) throw linkInvalid();
      await this.assertOpen(tx, checkIn);
      const followUp = await this.followUps.findByChain(tx, checkIn.chainId);
      if (!followUp) throw linkInvalid();
      const { timeZone } = await this.clinics.get(tx);
      return {
        kind: checkIn.kind,
        asks: asksOf(checkIn.kind, followUp.plan),
        redFlags: checkInQuestions,
        harm: hasBegun(followUp, tx) ? harmAsked : [],
        visit: { startsAt: followUp.sessionStartsAt.toISOString(), timeZone },
        answered: checkIn.answer !== null,
        correctableUntil: correctableUntil(checkIn)?.toISOString() ?? null,
        expiresAt: checkIn.expiresAt.toISOString(),
      };
    });
  }

  /** Stores the answer and does what evidence says follows from it. Where the client is, and a booking, are for others. */
  async answerIn(
    tx: Transaction,
    token: string,
    given: AnswerAlone,
    requestId: string,
  ): Promise<CheckInResult> {
    const opened = await this.openIn(tx, token);
    const { checkIn, followUp } = opened;
    this.assertFits(tx, opened, given);
    const { newTraining, ...answer } = given;
    const action = await this.decide(tx, opened, answer, tx.now);
    const isKnown = await this.isKnownFlag(tx, opened, answer, action);
    await this.checkIns.saveAnswer(tx, checkIn, answer, followUp.trainingId);
    if (action.kind === 'red_flag' && !isKnown) await this.raise(tx, followUp, action);
    await this.followThrough(tx, opened, answer, action);
    if (newTraining && action.kind !== 'red_flag') await this.restart(tx, followUp, newTraining);
    await this.audit.record(tx, {
      actor: `client:${followUp.clientId}`,
      action: 'check_in.answered',
      subject: checkIn.id,
      requestId,
    });
    return this.resultOf(tx, opened, action, (answer.harm ?? []).length > 0);
  }

  /** The check-in of a genuine, living link and what it follows up on; locked. */
  async openIn(tx: Transaction, token: string): Promise<Opened> {
    const checkIn = await this.checkIns.lockById(tx, this.idOf(tx.clinicId, token));
    if (!checkIn) throw linkInvalid();
    await this.assertOpen(tx, checkIn);
    const followUp = await this.followUps.findByChain(tx, checkIn.chainId);
    if (!followUp) throw linkInvalid();
    return { checkIn, followUp, before: this.checkIns.answerOf(checkIn) };
  }

  private idOf(clinicId: string, token: string): string {
    const id = this.signer.verify('check-in', clinicId, token);
    if (!id) throw linkInvalid();
    return id;
  }

  private async assertOpen(tx: Transaction, checkIn: CheckIn): Promise<void> {
    const window = answerWindow(checkIn, tx.now);
    if (window === 'open') return;
    const { phone } = await this.clinics.get(tx);
    throw window === 'locked' ? answerLocked(phone) : linkExpired(phone);
  }

  private assertFits(tx: Transaction, { checkIn, followUp }: Opened, given: AnswerAlone): void {
    const isAsked = asksOf(checkIn.kind, followUp.plan).includes('soreness');
    if (isAsked && given.soreness === undefined) throw sorenessMissing();
    if ((given.harm ?? []).length > 0 && !hasBegun(followUp, tx)) throw harmTooEarly();
    if (!given.newTraining) return;
    const endedAt = Date.parse(given.newTraining.endedAt);
    const before = this.followUps.trainingEndedAt(followUp) ?? -Infinity;
    if (endedAt <= before || endedAt > tx.now.getTime()) throw trainingNotNew();
    if (!isHardTraining(given.newTraining)) throw trainingNotHard();
  }

  private async decide(
    tx: Transaction,
    { checkIn, followUp }: Opened,
    answer: CheckInAnswer,
    at: Date,
  ): Promise<AnswerAction> {
    const others = await this.checkIns.listByChain(tx, checkIn.chainId);
    return actionOf(answer, {
      answeredAt: at.getTime(),
      trainingEndedAt: this.followUps.trainingEndedAt(followUp),
      sessionEnd: followUp.sessionEndsAt.getTime(),
      previous: others.flatMap((other) => {
        const given = this.checkIns.answerOf(other);
        return given?.soreness !== undefined && other.answeredAt && other.id !== checkIn.id
          ? [{ answeredAt: other.answeredAt.getTime(), soreness: given.soreness }]
          : [];
      }),
    });
  }

  /** Corrected without taking it back, it is the same red flag, and one mail about it. */
  private async isKnownFlag(
    tx: Transaction,
    opened: Opened,
    { redFlags }: CheckInAnswer,
    action: AnswerAction,
  ): Promise<boolean> {
    const { before, checkIn } = opened;
    if (action.kind !== 'red_flag' || !before || !checkIn.answeredAt) return false;
    const raised = await this.decide(tx, opened, before, checkIn.answeredAt);
    const isSame = raised.kind === 'red_flag' && raised.cause === action.cause;
    return isSame && sameCodes(before.redFlags, redFlags);
  }

  private async followThrough(
    tx: Transaction,
    { checkIn, followUp, before }: Opened,
    answer: CheckInAnswer,
    action: AnswerAction,
  ): Promise<void> {
    const { chainId } = checkIn;
    const { harm = [] } = answer;
    if (harm.length > 0) {
      await this.callBacks.recordHarm(tx, checkIn, followUp, harm);
      await this.callBacks.ask(tx, followUp.clientId);
      await this.messages.cancelPlanned(tx, { chainId, kinds: ['nudge_7d'] }, 'adverse_event');
    }
    if (action.kind === 'resolved') {
      await this.messages.cancelPlanned(tx, { chainId, kinds: CHECK_INS }, 'resolved');
    } else if (
      action.kind !== 'red_flag' &&
      before?.soreness !== undefined &&
      before.soreness <= RESOLVED_AT_MOST
    ) {
      // "Back to normal" was a slip of the thumb: whatever is not too late is asked after all.
      await this.messages.restore(tx, { chainId, families: ['followup'] }, 'resolved');
    }
  }

  private async restart(
    tx: Transaction,
    { clientId, chainId }: FollowUp,
    training: TrainingReport,
  ): Promise<void> {
    const trainingId = this.clients.insertTraining(tx, clientId, training);
    const followUp = await this.followUps.findByChain(tx, chainId);
    if (followUp) await this.series.restart(tx, followUp, { trainingId, training });
  }

  /** Safety first: everything else about this client waits until a person has spoken with them. */
  private async raise(tx: Transaction, followUp: FollowUp, action: RedFlagAction): Promise<void> {
    const { clientId, chainId, recipient, timeZone } = followUp;
    await this.clients.lockById(tx, clientId);
    await this.clients.block(tx, clientId);
    for (const { chainId: each } of await this.followUps.listByClient(tx, clientId)) {
      const filter = { chainId: each, kinds: STOPPED_BY_RED_FLAG };
      await this.messages.cancelPlanned(tx, filter, 'red_flag');
    }
    const id = this.ids.uuid();
    const { codes, cause } = action;
    await this.checkIns.insertRedFlag(tx, { id, clientId, chainId }, { codes: [...codes], cause });
    const clinic = await this.clinics.get(tx);
    const now = { revision: 1, dueAt: tx.now, notAfter: null, subjectKey: redFlagKey(id) };
    const family = 'subject' as const;
    await this.messages.plan(tx, [
      { ...now, family, kind: 'safety', recipient, timeZone },
      {
        ...now,
        family,
        kind: 'clinic_alert',
        recipient: clinic.email,
        timeZone: clinic.timeZone,
      },
    ]);
    await this.outbox.publish(tx, 'red_flag.raised', id);
  }

  private async resultOf(
    tx: Transaction,
    { checkIn, followUp }: Opened,
    action: AnswerAction,
    isHarmed: boolean,
  ): Promise<CheckInResult> {
    const { country } = await this.clinics.get(tx);
    const client = await this.clients.findById(tx, followUp.clientId);
    const isRedFlag = action.kind === 'red_flag';
    const until = correctableUntil({
      ...checkIn,
      firstAnsweredAt: checkIn.firstAnsweredAt ?? tx.now,
    });
    return {
      stored: true,
      // Whatever else was answered: who was hurt is called back, and is offered nothing.
      outcome: isHarmed && !isRedFlag ? 'adverse_event' : action.kind,
      message: messageOf(action, isHarmed),
      safety: isRedFlag ? safetyOf(action, country) : [],
      // Also when a warning sign is taken back: only somebody at the clinic lifts it.
      bookingBlocked: client?.blockedSince != null,
      correctableUntil: (until ?? tx.now).toISOString(),
      outcomesUrl: this.links.urlFor(tx, followUp.clientId),
      booking: null,
      notBooked: null,
    };
  }
}

const hasBegun = (followUp: FollowUp, { now }: Transaction): boolean =>
  tookPlace(followUp) && now >= followUp.sessionStartsAt;

const sameCodes = (one: readonly string[], other: readonly string[]): boolean =>
  new Set([...one, ...other]).size === new Set(one).size &&
  new Set(one).size === new Set(other).size;

function messageOf(action: AnswerAction, isHarmed: boolean): string {
  const own = answerTexts[action.kind];
  const saysMore = !['none', 'resolved', 'adverse_event'].includes(action.kind);
  if (!isHarmed) return own;
  return saysMore ? `${own} ${answerTexts.adverse_event}` : answerTexts.adverse_event;
}

/** The same words on the screen and in the safety mail. */
export function safetyOf(
  { codes, cause }: Pick<RedFlagAction, 'codes' | 'cause'>,
  country: string,
): CheckInResult['safety'] {
  const known = safetyMessages(codes, country);
  if (known.length > 0) return known;
  const [clinician] = safetyMessages(['extreme_weak_swollen'], country);
  const text = cause === 'severe_late' ? severeLate : unnamedSign;
  return [{ code: cause, level: 'urgent', numbers: clinician?.numbers ?? [], ...text }];
}
