/** What the codes of a suggestion mean, for the reader of the demo. */
const CAUTIONS = {
  effect_uncertain: 'it may take the edge off, usually a little; some people feel no difference',
  very_low_certainty: 'part of the evidence is of very low certainty',
  ask_red_flags: 'the list of warning signs must be answered with "no" first',
  deep_not_now: 'no deep work this time',
  event_limits_window: 'the next event limits when it makes sense',
  light_only: 'light pressure only',
  before_event_not_recommended: 'better after the event than before it',
  not_performance: 'massage is not shown to improve performance',
  event_date_missing: 'the date of the event is missing',
  therapist_note: 'the therapist gets a note',
};

export const sessionNames = {
  recovery_light: 'light recovery massage',
  sports_massage: 'sports massage',
  deep_tissue: 'deep tissue massage',
  mobility: 'mobility session',
  relaxation: 'relaxation massage',
};

export function cautionInWords(code) {
  if (code.startsWith('local_avoid:')) return `leave out: ${code.slice(12).replaceAll('_', ' ')}`;
  return CAUTIONS[code] ?? code.replaceAll('_', ' ');
}

const styled = process.stdout.isTTY && !process.env.NO_COLOR;
let steps = 0;

export function step(title) {
  steps += 1;
  const line = `${steps}. ${title}`;
  console.log(styled ? `\n\x1b[1m${line}\x1b[0m` : `\n${line}`);
}

export const say = (line) => console.log(`   ${line}`);
export const count = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;
