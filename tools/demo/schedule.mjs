/**
 * When the mails after a visit are to come, reckoned here a second time and independently of the platform,
 * so that the demo compares instead of believing.
 */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const QUIET_FROM = 21;
const QUIET_UNTIL = 8;

/** @returns {{ id: string, due: Date, at: Date }[]} what is to be sent, in order */
export function expectedMails({ trainingEnd, startsAt, endsAt, bookedAt, zone }) {
  const aftercare = mail('aftercare', endsAt, 1, 24, zone);
  const checkIns = [24, 48, 72]
    .map((hours) => mail(`checkin_${hours}`, trainingEnd, hours, 12, zone))
    .filter(({ due }) => due > bookedAt)
    .filter(({ due, at }) => ![due, at].some((time) => isAround(time, startsAt, endsAt)))
    .filter(({ due, at, expiresH }) => at - due <= expiresH * HOUR)
    .filter(({ at }) => Math.abs(at - aftercare.at) >= 10 * HOUR);
  return [aftercare, ...checkIns].sort((a, b) => a.at - b.at);
}

/** A day and two hours before the visit, unless little of that is left; nobody is woken, and none comes too late. */
export function expectedReminders({ startsAt, bookedAt, zone }) {
  return [
    { id: 'reminder_24h', lead: 24 * HOUR, last: 3 * HOUR, gap: HOUR },
    { id: 'reminder_2h', lead: 2 * HOUR, last: HOUR / 2, gap: 15 * MINUTE },
  ]
    .filter(({ lead }) => startsAt - bookedAt >= (lead * 2) / 3)
    .map(({ id, lead, last, gap }) => {
      const hoursAhead = new Date(startsAt.getTime() - lead);
      const ahead = lead < 24 * HOUR ? hoursAhead : sameClock(hoursAhead, startsAt, zone);
      const earliest = new Date(bookedAt.getTime() + gap);
      const due = ahead < earliest ? earliest : ahead;
      const awake = afterQuietHours(due, zone);
      const evening = eveningBefore(awake, zone);
      const inTime = startsAt - awake >= last;
      return { id, due, at: inTime ? awake : evening, isPossible: inTime || evening >= earliest };
    })
    .filter(({ isPossible }) => isPossible);
}

/** What the clock on the wall shows at `model`, even when the clocks change between the two. */
function sameClock(time, model, zone) {
  const around = [-1, 0, 1].map((hours) => new Date(time.getTime() + hours * HOUR));
  return around.find((one) => wallClock(one, zone) === wallClock(model, zone)) ?? time;
}

function eveningBefore(time, zone) {
  let evening = new Date(Math.floor(time.getTime() / MINUTE) * MINUTE);
  while (wallClock(evening, zone) !== '20:00' || wallDate(evening, zone) === wallDate(time, zone)) {
    evening = new Date(evening.getTime() - MINUTE);
  }
  return evening;
}

function mail(id, anchor, hours, expiresH, zone) {
  const due = new Date(anchor.getTime() + hours * HOUR);
  return { id, due, at: afterQuietHours(due, zone), expiresH };
}

/** From 3 h before the visit to 3 h after it, a check-in is asked in the aftercare mail instead. */
function isAround(time, startsAt, endsAt) {
  return time >= startsAt.getTime() - 3 * HOUR && time < endsAt.getTime() + 3 * HOUR;
}

/** The same instant, or 08:00 on the wall clock when it falls between 21:00 and 08:00. */
export function afterQuietHours(time, zone) {
  if (!isQuiet(time, zone)) return time;
  let minute = new Date(Math.floor(time.getTime() / MINUTE) * MINUTE);
  while (isQuiet(minute, zone)) minute = new Date(minute.getTime() + MINUTE);
  return minute;
}

function isQuiet(time, zone) {
  const hour = Number(format(time, zone, { hour: '2-digit', hourCycle: 'h23' }));
  return hour >= QUIET_FROM || hour < QUIET_UNTIL;
}

/** "Tue 24 Nov, 14:30" on the clinic's wall. */
export function wallTime(time, zone) {
  const day = format(time, zone, { weekday: 'short', day: 'numeric', month: 'short' });
  return `${day.replace(',', '')}, ${wallClock(time, zone)}`;
}

export function wallClock(time, zone) {
  return format(time, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** "2026-11-24" on the clinic's wall. */
export function wallDate(time, zone) {
  const parts = { year: 'numeric', month: '2-digit', day: '2-digit' };
  return new Intl.DateTimeFormat('en-CA', { timeZone: zone, ...parts }).format(time);
}

function format(time, zone, options) {
  return new Intl.DateTimeFormat('en-GB', { timeZone: zone, ...options }).format(time);
}
