/** The days after: the clock is moved, the mails come when they should, one is answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox } from './booking.mjs';
import { DemoFailure, eventually } from './http.mjs';
import { wallTime } from './schedule.mjs';
import { count, say, step } from './words.mjs';

const CLINIC = '/api/v1/clinics/demo';
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const NAMES = {
  reminder_24h: 'reminder the day before',
  reminder_2h: 'reminder two hours before',
  aftercare: 'aftercare',
  checkin_24: 'check-in 24 h after the run',
  checkin_48: 'check-in 48 h after the run',
  checkin_72: 'check-in 72 h after the run',
};

const WHY_NO_REMINDER = 'the visit is too near';
const WHY_NO_CHECK_IN = 'too close to the visit or to the mail after it';

export async function followUps(visit, email, expected) {
  const { zone } = visit;
  step('The clock is moved past the last check-in');
  for (const { id, due, at } of expected) {
    const moved = due < at ? `, moved from ${wallTime(due, zone)} out of the quiet hours` : '';
    say(`Expected: ${NAMES[id]}, ${wallTime(at, zone)}${moved}`);
  }
  for (const id of Object.keys(NAMES).filter((name) => !expected.some((one) => one.id === name))) {
    say(`Left out: ${NAMES[id]}, ${id.startsWith('reminder') ? WHY_NO_REMINDER : WHY_NO_CHECK_IN}`);
  }
  const seen = new Set((await mailbox(visit.api, email)).map(({ id }) => id));
  for (const together of groups(expected)) {
    const mails = await awaitMails(visit, { email, seen, together });
    const checkIn = together.find(({ id }) => id === 'checkin_48');
    if (checkIn) await answer(visit, mails.find(tokenIn));
  }
}

/** What is due within a few minutes comes at one stop of the clock. */
function groups(expected) {
  const all = [];
  for (const one of expected) {
    const last = all.at(-1);
    if (last && one.at - last[0].at < 10 * MINUTE) last.push(one);
    else all.push([one]);
  }
  return all;
}

/** Nothing before the time, one mail each after it. */
async function awaitMails({ api, zone }, { email, seen, together }) {
  const fresh = async () => (await mailbox(api, email)).filter((mail) => !seen.has(mail.id));
  const [from, until] = [together[0].at, together.at(-1).at];
  const names = together.map(({ id }) => NAMES[id]).join(', ');
  await moveClock(api, new Date(from.getTime() - 5 * MINUTE));
  await sleep(1_500); // a sweep and a half: what is due now would come
  const early = await fresh();
  if (early.length > 0) {
    throw new DemoFailure(`"${early[0].subject}" came before ${wallTime(from, zone)}.`);
  }
  await moveClock(api, new Date(until.getTime() + MINUTE));
  const mails = await eventually(
    async () => ((await fresh()).length >= together.length ? fresh() : undefined),
    `The mail expected at ${wallTime(from, zone)} (${names}) did not come.`,
  );
  for (const mail of mails) {
    seen.add(mail.id);
    say(`${wallTime(new Date(mail.date), zone)}  "${mail.subject}"  (${names})`);
    // A mail's date has whole seconds.
    const late = new Date(mail.date) - from;
    if (late <= -SECOND || late > until - from + 10 * MINUTE) {
      throw new DemoFailure('Its time is not the expected one.');
    }
  }
  if (mails.length > together.length) {
    throw new DemoFailure(`${count(mails.length, 'mail')} came instead of ${together.length}.`);
  }
  const asking = together.filter(({ id }) => id.startsWith('checkin')).length;
  if (mails.filter(tokenIn).length < asking) {
    throw new DemoFailure('A check-in came without a link to answer it.');
  }
  return mails;
}

async function moveClock(api, until) {
  const { now } = await api.get('/api/v1/demo/clock');
  const seconds = Math.ceil((until - new Date(now)) / 1000);
  if (seconds > 0) await api.post('/api/v1/demo/clock', { advance: `PT${seconds}S` });
}

const tokenIn = ({ text, html }) => /\/check-in\/([^\s"'<>#?)\]]+)/.exec(`${text}\n${html}`)?.[1];

async function answer({ api }, mail) {
  const path = `${CLINIC}/check-ins/${tokenIn(mail)}`;
  const asked = await api.get(path);
  const reply = { soreness: 3, readiness: 6, redFlags: [] };
  const outcome = await api.post(path, reply);
  const again = await api.get(path);
  say(
    `      asked for ${asked.asks.join(' and ')}; answered: soreness 3, readiness 6, none of the warning signs`,
  );
  say(`      outcome: ${outcome.outcome}. ${outcome.message}`);
  if (asked.answered || !again.answered) {
    throw new DemoFailure('Looking at a check-in must not answer it, and answering must.');
  }
}
