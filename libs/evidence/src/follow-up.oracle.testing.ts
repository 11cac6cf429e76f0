/**
 * A second reading of the follow-ups page, from its text alone and on the calendar's own arithmetic: slow,
 * flat, and sharing nothing with the library but types.
 */
import { Temporal } from 'temporal-polyfill';
import type { FollowUpInput } from './follow-up.contract.ts';

const H = 3_600_000;
const EXPIRES: Readonly<Record<string, number>> = {
  aftercare: 24,
  checkin_24: 12,
  checkin_48: 12,
  checkin_72: 12,
  nudge_7d: 48,
};

interface Mail {
  id: string;
  due: number;
  sent: number;
}

const zoned = (ms: number, tz: string) =>
  Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(tz);

/** 21:00 is quiet, 08:00 is not; what is due inside goes out at the next 08:00 on the wall. */
function afterQuiet(ms: number, tz: string): number {
  const wall = zoned(ms, tz);
  if (wall.hour >= 8 && wall.hour < 21) return ms;
  const day = wall.hour < 8 ? wall.toPlainDate() : wall.toPlainDate().add({ days: 1 });
  return day.toZonedDateTime({ timeZone: tz, plainTime: '08:00' }).epochMilliseconds;
}

function scheduled({ tz, trainingEndedAt, sessionEnd }: FollowUpInput): Mail[] {
  const mails: Mail[] = [{ id: 'aftercare', due: sessionEnd + H, sent: 0 }];
  if (trainingEndedAt === null || trainingEndedAt === undefined) {
    mails.push({ id: 'checkin_24', due: sessionEnd + 24 * H, sent: 0 });
  } else {
    for (const hours of [24, 48, 72]) {
      mails.push({ id: `checkin_${hours}`, due: trainingEndedAt + hours * H, sent: 0 });
    }
  }
  const week = zoned(sessionEnd, tz).toPlainDateTime().add({ days: 7 });
  mails.push({ id: 'nudge_7d', due: week.toZonedDateTime(tz).epochMilliseconds, sent: 0 });
  return mails.map((mail) => ({ ...mail, sent: afterQuiet(mail.due, tz) }));
}

/** What an event takes away: a reason, and the ids it hits. */
function effect(input: FollowUpInput, index: number): [reason: string, ids: RegExp] | null {
  const events = [...(input.events ?? [])].sort((a, b) => a.at - b.at);
  const event = events[index];
  if (event === undefined) return null;
  if (event.type !== 'answer') {
    if (event.type === 'red_flag') return ['red_flag', /^checkin|^nudge/];
    if (event.type === 'opt_out_marketing' || event.type === 'adverse_event') {
      return [event.type, /^nudge/];
    }
    return event.type === 'consent_withdrawn' ? [event.type, /^checkin/] : [event.type, /./];
  }
  const start = input.trainingEndedAt ?? input.sessionEnd;
  const hours = (event.at - start) / H;
  if (event.checklist === 'any') return ['red_flag', /^checkin|^nudge/];
  if (event.soreness >= 8 && hours >= 72) return ['red_flag', /^checkin|^nudge/];
  if (event.soreness <= 1 && hours >= 48) return ['resolved', /^checkin/];
  return null;
}

export function followUpOracle(input: FollowUpInput) {
  const dropped: [string, string][] = [];
  const { checkins = false, marketing = false } = input.consent ?? {};
  if (!checkins) dropped.push(['checkins', 'no_consent']);
  if (!marketing) dropped.push(['nudge_7d', 'no_consent']);
  const near = (ms: number) => ms >= input.sessionStart - 3 * H && ms < input.sessionEnd + 3 * H;
  const kept: Mail[] = [];
  const close: [string, string][] = [];
  for (const mail of scheduled(input)) {
    const isCheckIn = mail.id.startsWith('checkin');
    if (isCheckIn && !checkins) continue;
    if (mail.id === 'nudge_7d' && !marketing) continue;
    if (isCheckIn && mail.due <= input.bookedAt) dropped.push([mail.id, 'before_booking']);
    else if (isCheckIn && (near(mail.due) || near(mail.sent))) {
      dropped.push([mail.id, 'merged_into_aftercare']);
    } else if (mail.sent - mail.due > (EXPIRES[mail.id] ?? 0) * H) {
      dropped.push([mail.id, 'expired']);
    } else if (kept.some(({ sent }) => Math.abs(sent - mail.sent) < 10 * H)) {
      close.push([mail.id, 'min_gap']);
    } else kept.push(mail);
  }
  dropped.push(...close);
  let left = kept;
  let isRedFlag = false;
  const times = (input.events ?? []).map(({ at }) => at).sort((a, b) => a - b);
  times.forEach((at, index) => {
    const found = effect(input, index);
    if (found === null) return;
    const [reason, ids] = found;
    isRedFlag ||= reason === 'red_flag';
    const gone = left.filter((mail) => mail.sent > at && ids.test(mail.id));
    dropped.push(...gone.map(({ id }): [string, string] => [id, reason]));
    left = left.filter((mail) => !gone.includes(mail));
  });
  const order = left.sort((a, b) => a.sent - b.sent);
  const minute = (text: string) => text.slice(0, 16);
  return {
    send: order.map(({ id, sent }) => [
      id,
      minute(zoned(sent, input.tz).toPlainDateTime().toString()).replace('T', ' '),
    ]),
    sendUtc: order.map(({ id, sent }) => [id, `${minute(new Date(sent).toISOString())}Z`]),
    dropped,
    ...(isRedFlag ? { safety: { bookingBlocked: true, clinicAlert: true } } : {}),
  };
}
