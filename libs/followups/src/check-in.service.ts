import { Injectable } from '@nestjs/common';
import { ClinicStore } from '@limber/clinic';
import { ClientStore, safetyMessages } from '@limber/clients';
import type { CheckInAnswer, CheckInResult, CheckInView } from '@limber/contracts';
import {
  type AnswerAction,
  checkInRedFlags,
  decideAnswer,
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
import { answerTexts, severeLate } from './check-in.en.ts';
import { answerWindow, asked, correctableUntil } from './check-in.rules.ts';
import { CheckInStore } from './check-in.store.ts';
import { answerLocked, linkExpired, linkInvalid } from './follow-up.errors.ts';
import type { CheckIn, FollowUp } from './follow-up.entity.ts';
import { FollowUpStore } from './follow-up.store.ts';

const checkInQuestions = screeningQuestionnaire
  .filter(({ code }) => checkInRedFlags.some((flag) => flag === code))
  .map(({ code, question }) => ({ code, question }));

type RedFlagAction = Extract<AnswerAction, { kind: 'red_flag' }>;

const CHECK_INS = ['checkin_24', 'checkin_48', 'checkin_72'] as const;
const STOPPED_BY_RED_FLAG = [...CHECK_INS, 'nudge_7d'] as const;

@Injectable()
export class CheckInService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly checkIns: CheckInStore,
    private readonly followUps: FollowUpStore,
    private readonly messages: MessageStore,
    private readonly clients: ClientStore,
    private readonly clinics: ClinicStore,
    private readonly outbox: OutboxStore,
    private readonly audit: AuditLogStore,
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
      return {
        kind: checkIn.kind,
        asks: asked[checkIn.kind],
        redFlags: checkInQuestions,
        answered: checkIn.answer !== null,
        correctableUntil: correctableUntil(checkIn)?.toISOString() ?? null,
        expiresAt: checkIn.expiresAt.toISOString(),
      };
    });
  }

  /** Stores the answer and does what evidence says follows from it. */
  async answer(
    clinicId: string,
    token: string,
    answer: CheckInAnswer,
    requestId: string,
  ): Promise<CheckInResult> {
    return this.runner.run(clinicId, (tx) => this.answerIn(tx, token, answer, requestId));
  }

  /** The same inside a unit of work that does more, such as booking with the same press. */
  async answerIn(
    tx: Transaction,
    token: string,
    answer: CheckInAnswer,
    requestId: string,
  ): Promise<CheckInResult> {
    const { checkIn, followUp } = await this.openIn(tx, token);
    const action = await this.decide(tx, checkIn, followUp, answer);
    await this.checkIns.saveAnswer(tx, checkIn, answer);
    if (action.kind === 'resolved') {
      const { chainId } = checkIn;
      await this.messages.cancelPlanned(tx, { chainId, kinds: CHECK_INS }, 'resolved');
    }
    if (action.kind === 'red_flag') await this.raise(tx, followUp, action);
    await this.audit.record(tx, {
      actor: `client:${followUp.clientId}`,
      action: 'check_in.answered',
      subject: checkIn.id,
      requestId,
    });
    return this.resultOf(tx, checkIn, action);
  }

  /** The check-in of a genuine, living link and what it follows up on; locked. */
  async openIn(tx: Transaction, token: string): Promise<{ checkIn: CheckIn; followUp: FollowUp }> {
    const checkIn = await this.checkIns.lockById(tx, this.idOf(tx.clinicId, token));
    if (!checkIn) throw linkInvalid();
    await this.assertOpen(tx, checkIn);
    const followUp = await this.followUps.findByChain(tx, checkIn.chainId);
    if (!followUp) throw linkInvalid();
    return { checkIn, followUp };
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

  private async decide(
    tx: Transaction,
    checkIn: CheckIn,
    followUp: FollowUp,
    answer: CheckInAnswer,
  ): Promise<AnswerAction> {
    const others = await this.checkIns.listByChain(tx, checkIn.chainId);
    return decideAnswer({
      answeredAt: tx.now.getTime(),
      trainingEndedAt: this.followUps.trainingEndedAt(followUp),
      sessionEnd: followUp.sessionEndsAt.getTime(),
      soreness: answer.soreness,
      redFlags: answer.redFlags,
      // The page shows the checklist with every check-in, so an empty list means "none of these".
      checklist: answer.redFlags.length > 0 ? 'any' : 'none',
      previous: others.flatMap((other) => {
        const given = this.checkIns.answerOf(other);
        return given && other.answeredAt && other.id !== checkIn.id
          ? [{ answeredAt: other.answeredAt.getTime(), soreness: given.soreness }]
          : [];
      }),
    });
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
    const now = { revision: 1, dueAt: tx.now, notAfter: null, subjectKey: `red-flag:${id}` };
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
    checkIn: CheckIn,
    action: AnswerAction,
  ): Promise<CheckInResult> {
    const { country } = await this.clinics.get(tx);
    const until = correctableUntil({
      ...checkIn,
      firstAnsweredAt: checkIn.firstAnsweredAt ?? tx.now,
    });
    return {
      stored: true,
      outcome: action.kind,
      message: answerTexts[action.kind],
      safety: action.kind === 'red_flag' ? safetyOf(action, country) : [],
      bookingBlocked: action.kind === 'red_flag',
      correctableUntil: (until ?? tx.now).toISOString(),
      booking: null,
      notBooked: null,
    };
  }
}

/** The same words on the screen and in the safety mail. */
export function safetyOf(
  { codes, cause }: Pick<RedFlagAction, 'codes' | 'cause'>,
  country: string,
): CheckInResult['safety'] {
  const known = safetyMessages(codes, country);
  if (known.length > 0) return known;
  const [clinician] = safetyMessages(['extreme_weak_swollen'], country);
  const text =
    cause === 'severe_late' ? severeLate : { title: severeLate.title, body: severeLate.body };
  return [{ code: cause, level: 'urgent', numbers: clinician?.numbers ?? [], ...text }];
}
