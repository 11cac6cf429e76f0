/** The days after: the clock is moved, the mails come when they should, one is answered. */
import { setTimeout as sleep } from 'node:timers/promises';
import { mailbox } from './booking.mjs';
import { DemoFailure, eventually } from './http.mjs';
import { wallTime } from './schedule.mjs';
import { count, say, step } from './words.mjs';

const CLINIC = '/api/v1/clinics/demo';
const MINUTE = 60_000;
const NAMES = {
  aftercare: 'aftercare',
  checkin_24: 'check-in 24 h after the run',
  checkin_48: 'check-in 48 h after the run',
  checkin_72: 'check-in 72 h after the run',
};

export async function followUps(visit, email, expected) {
  const { zone } = visit;
  step('The clock is moved past the last check-in');
  for (const { id, due, at } of expected) {
    const moved = due < at ? `, moved from ${wallTime(due, zone)} out of the quiet hours` : '';
    say(`Expected: ${NAMES[id]}, ${wallTime(at, zone)}${moved}`);
  }
  for (const id of Object.keys(NAMES).filter((name) => !expected.some((one) => one.id === name))) {
    say(`Left out: ${NAMES[id]}, too close to the visit or to the mail after it`);
  }
  const seen = new Set((await mailbox(visit.api, email)).map(({ id }) => id));
  for (const one of expected) {
    const mail = await awaitMail(visit, { email, seen, ...one });
    if (one.id === 'checkin_48') await answer(visit, mail);
  }
}

/** Nothing before the time, one mail after it. */
async function awaitMail({ api, zone }, { email, seen, id, at }) {
  const fresh = async () => (await mailbox(api, email)).filter((mail) => !seen.has(mail.id));
  await moveClock(api, new Date(at.getTime() - 5 * MINUTE));
  await sleep(1_500); // a sweep and a half: what is due now would come
  const early = await fresh();
  if (early.length > 0) {
    throw new DemoFailure(`"${early[0].subject}" came before ${wallTime(at, zone)}.`);
  }
  await moveClock(api, new Date(at.getTime() + MINUTE));
  const mails = await eventually(
    async () => ((await fresh()).length > 0 ? fresh() : undefined),
    `The mail expected at ${wallTime(at, zone)} (${NAMES[id]}) did not come.`,
  );
  for (const mail of mails) {
    seen.add(mail.id);
    say(`${wallTime(new Date(mail.date), zone)}  "${mail.subject}"  (${NAMES[id]})`);
  }
  if (mails.length > 1)
    throw new DemoFailure(`${count(mails.length, 'mail')} came instead of one.`);
  const [mail] = mails;
  const late = new Date(mail.date) - at;
  if (late < 0 || late > 10 * MINUTE) throw new DemoFailure('Its time is not the expected one.');
  if (id.startsWith('checkin') && !tokenIn(mail)) {
    throw new DemoFailure('A check-in came without a link to answer it.');
  }
  return mail;
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
