/** From a training to a confirmed visit. */
import { DemoFailure, eventually } from './http.mjs';
import { expectedMails, expectedReminders, wallClock, wallDate, wallTime } from './schedule.mjs';
import { cautionInWords, count, say, sessionNames, step } from './words.mjs';

const CLINIC = '/api/v1/clinics/demo';
const RACERS = 50;
const HOUR = 3_600_000;

/** Numbers that are set aside for fiction, by country. */
const PHONES = {
  GB: '+44 20 7946 0123',
  US: '+1 202 555 0123',
  DE: '+49 30 23125 123',
  FR: '+33 1 99 00 12 34',
  IE: '+353 20 911 1234',
};

export async function visitClinic(api) {
  const clinic = await api.get(CLINIC);
  const { now } = await api.get('/api/v1/demo/clock');
  step('The clinic');
  say(`${clinic.name} (${clinic.legalName}), ${clinic.phone}`);
  for (const { name, address } of clinic.locations) say(`${name}: ${address}`);
  say(`On its clock it is ${wallTime(new Date(now), clinic.timeZone)} (${clinic.timeZone}).`);
  return { api, clinic, zone: clinic.timeZone, now: new Date(now) };
}

/** A hilly half-marathon, three hours ago. */
export async function askForSuggestion({ api, zone, now }) {
  const training = {
    type: 'long_endurance',
    endedAt: new Date(now.getTime() - 3 * HOUR).toISOString(),
    rpe: 8,
    durationMin: 115,
  };
  const suggestion = await api.post(`${CLINIC}/recommendations`, {
    training,
    areas: ['thighs', 'calves'],
    soreness: 5,
    goal: 'ease_soreness',
    screening: [],
  });
  step('A suggestion after a hilly half-marathon');
  const ended = wallTime(new Date(training.endedAt), zone);
  say(`115 minutes at effort 8 of 10, ended ${ended}; thighs and calves are sore, 5 of 10.`);
  tell(suggestion, zone);
  const { window, service } = suggestion;
  if (!window || !service) throw new DemoFailure('The suggestion has no service or no window.');
  return { training, suggestion };
}

function tell(suggestion, zone) {
  const { sessionType, durationMin, pressure, window } = suggestion;
  const kind = sessionNames[sessionType] ?? sessionType;
  say(`Suggested: ${kind}, ${durationMin} minutes, ${pressure} pressure (${suggestion.decision}).`);
  if (window) {
    const [from, to, best, bestTo] = ['from', 'to', 'bestFrom', 'bestTo'].map((edge) =>
      wallTime(new Date(window[edge]), zone),
    );
    say(`Window: ${from} to ${to}; best ${best} to ${bestTo}.`);
  }
  for (const { claimId, title, certainty } of suggestion.evidence) {
    say(`Because (${claimId}, certainty ${certainty}): ${title}`);
  }
  for (const code of suggestion.cautions) say(`Mind: ${cautionInWords(code)}.`);
}

/** Of the starts that fit, one that leaves the mails afterwards apart from each other. */
export async function findTime({ api, zone, now }, { training, suggestion }) {
  const { window, service, id } = suggestion;
  const [from, to] = [new Date(window.from), new Date(window.to)];
  const answer = await api.get(`${CLINIC}/availability`, {
    serviceId: service.serviceId,
    durationMin: service.durationMin,
    from: wallDate(from < now ? now : from, zone),
    to: wallDate(to, zone),
    fitFor: id,
  });
  const slots = answer.days
    .flatMap((day) => day.slots)
    .filter(({ startsAt }) => new Date(startsAt) >= from && new Date(startsAt) <= to);
  step('Free times in that window');
  tellSlots(slots, zone);
  const plan = (slot) =>
    expectedMails({
      trainingEnd: new Date(training.endedAt),
      startsAt: new Date(slot.startsAt),
      endsAt: new Date(slot.endsAt),
      bookedAt: now,
      zone,
    });
  const rank = (slot) => plan(slot).length + (slot.fit?.score ?? 0);
  const [chosen] = slots.toSorted((a, b) => rank(b) - rank(a));
  if (!chosen) throw new DemoFailure('No time is free in the window of the suggestion.');
  say(
    `Chosen: ${wallTime(new Date(chosen.startsAt), zone)}, fit ${chosen.fit?.score ?? 'unknown'}.`,
  );
  const startsAt = new Date(chosen.startsAt);
  const reminders = expectedReminders({ startsAt, bookedAt: now, zone });
  return { slot: chosen, expected: [...reminders, ...plan(chosen)].sort((a, b) => a.at - b.at) };
}

function tellSlots(slots, zone) {
  const days = groupBy(slots, ({ startsAt }) => wallDate(new Date(startsAt), zone));
  for (const [date, ofDay] of days) {
    const first = ofDay.slice(0, 6).map(({ startsAt, fit }) => {
      const score = fit ? ` (${fit.best ? 'best ' : ''}fit ${fit.score.toFixed(2)})` : '';
      return wallClock(new Date(startsAt), zone) + score;
    });
    const more = ofDay.length > first.length ? ', …' : '';
    say(`${date}: ${count(ofDay.length, 'time')} free: ${first.join(', ')}${more}`);
  }
}

function groupBy(items, keyOf) {
  const groups = new Map();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return groups;
}

export async function race({ api }, { suggestion }, slot) {
  step(`${RACERS} clients want that hour with the same therapist, at the same moment`);
  const { serviceId, durationMin } = suggestion.service;
  const therapistId = slot.therapistIds[0];
  const body = {
    serviceId,
    durationMin,
    startsAt: slot.startsAt,
    locationId: slot.locationId,
    therapistId,
  };
  const began = performance.now();
  const attempts = Array.from({ length: RACERS }, () =>
    api.ask('POST', `${CLINIC}/holds`, { body }),
  );
  const answers = await Promise.all(attempts);
  const took = Math.round(performance.now() - began);
  const winners = answers.filter(({ status }) => status === 201);
  const taken = answers.filter(
    ({ status, body: problem }) => status === 409 && problem?.code === 'SLOT_TAKEN',
  );
  say(`${winners.length} won, ${taken.length} were told it is taken (${took} ms).`);
  if (winners.length !== 1 || taken.length !== RACERS - 1) {
    const others = answers.filter((one) => !winners.includes(one) && !taken.includes(one));
    const codes = [
      ...new Set(others.map(({ status, body: problem }) => `${status} ${problem?.code}`)),
    ];
    throw new DemoFailure(
      `One of ${RACERS} must win and all others must get SLOT_TAKEN. ${codes.join(', ')}`,
    );
  }
  return winners[0].body;
}

export async function book({ api, clinic, zone, now }, { training, suggestion }, hold) {
  const email = `robin.demo-${now.getTime().toString(36)}@example.com`;
  const created = await api.post(
    `${CLINIC}/bookings`,
    {
      holdId: hold.id,
      client: {
        name: 'Robin Example',
        email,
        phone: PHONES[clinic.country] ?? clinic.phone,
        timeZone: zone,
      },
      screening: [],
      consents: { healthData: true, checkIns: true, marketing: false },
      training: { ...training, areas: ['thighs', 'calves'], soreness: 5 },
      recommendationId: suggestion.id,
    },
    { 'hold-token': hold.token },
  );
  step('The winner books');
  say(`${created.reference} is ${created.status} for Robin Example <${email}>.`);
  const [mail] = await eventually(
    async () => found(await mailbox(api, email)),
    `The confirmation to ${email} did not come.`,
  );
  say(`Mail at ${wallTime(new Date(mail.date), zone)}: "${mail.subject}"`);
  const calendar = mail.attachments.some(({ contentType }) => contentType === 'text/calendar');
  if (!`${mail.text}${mail.html}`.includes(created.reference)) {
    throw new DemoFailure(`The first mail to ${email} does not name the booking.`);
  }
  if (calendar) say('It carries a calendar entry.');
  return { email, created };
}

const found = (mails) => (mails.length > 0 ? mails : undefined);

/** What the client has got so far, newest first. */
export async function mailbox(api, email) {
  return (await api.get('/api/v1/demo/mailbox', { to: email })).mails;
}
