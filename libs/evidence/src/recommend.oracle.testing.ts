/**
 * A second reading of the rules page, written from its text alone in hours as the page has them: slow,
 * flat, and sharing nothing with the library but types. Where the page can be read in two ways, section 9
 * is taken literally; such places are marked "Read:".
 */
import type { Recommendation, RecommendationInput } from './recommendation.contract.ts';

const AREA_LIST =
  'neck shoulders arms upper_back back hips glutes thighs hamstrings legs calves feet'.split(' ');
const REFUSE =
  'dark_urine extreme_weak_swollen dvt_signs dvt_current chest_pain_breathless stroke_signs saddle_bladder tight_swollen_numb_limb heat_collapse_24h acute_injury suspected_fracture fever_infection contagious_skin bp_crisis pregnancy_warning intoxicated'.split(
    ' ',
  );
const LOCAL =
  'varicose_veins bruise wound_skin sunburn_tattoo injection_site implant_port eczema'.split(' ');
/** code -> cap on pressure (0 light, 1 moderate, 2 none) and on minutes. */
const CAPS = new Map<string, [number, number]>([
  ['anticoagulant', [0, 45]],
  ['pregnancy_t23', [0, 60]],
  ['cancer_past', [1, 60]],
  ['surgery_6_12w', [1, 60]],
  ['bp_controlled', [1, 60]],
  ['osteoporosis_mild', [0, 60]],
  ['diabetes_neuropathy', [0, 60]],
  ['seizures_controlled', [1, 60]],
  ['under_18', [1, 45]],
  ['percussion_tool', [1, 60]],
  ['oil_allergy', [2, 999]],
]);
const NAMES = ['light', 'moderate', 'firm'] as const;
const ORDER =
  'ask_red_flags deep_not_now event_limits_window light_only before_event_not_recommended not_performance event_date_missing very_low_certainty effect_uncertain'.split(
    ' ',
  );

interface Loose extends Omit<Recommendation, 'decision' | 'sessionType' | 'bodyFocus'> {
  decision: string;
  sessionType: string | null;
  bodyFocus: readonly string[];
}

const no = (decision: string, reasons: string[], cautions: string[]): Loose => ({
  decision,
  sessionType: null,
  pressure: null,
  durationMin: null,
  window: null,
  bodyFocus: [],
  reasons,
  cautions,
});

export function oracle(input: RecommendationInput): Loose {
  const { goal, soreness } = input;
  const trained = input.training !== null && input.training.type !== 'rest';
  const type = input.training?.type ?? 'rest';
  const rpe = input.training?.rpe ?? 0;
  const h = trained ? (input.now - (input.training?.endedAt ?? 0)) / 3_600_000 : Number.NaN;
  const damaging = ['eccentric', 'unfamiliar', 'heavy_strength'].includes(type);
  const first = input.massageExperience === 'first';
  // ---- section 2
  if (input.screening === null) return no('screening_required', ['X10'], ['screening_missing']);
  if (trained && h < 0) return no('invalid_input', [], ['training_end_in_future']);
  const codes = [...new Set(input.screening)];
  const isLocal = (code: string) => {
    const [name = '', area = '', ...more] = code.split(':');
    return more.length === 0 && LOCAL.includes(name) && AREA_LIST.includes(area);
  };
  const refused = codes.filter((code) => REFUSE.includes(code));
  if (refused.length > 0) return no('do_not_book', ['X10'], ['see_clinician', ...refused]);
  const g4 =
    soreness >= 9 ||
    (soreness >= 8 && (!trained || h >= 72)) ||
    (soreness >= 4 && trained && h > 168);
  if (g4) return no('clearance_needed', ['X10', 'X1'], ['ask_red_flags', 'unusual_soreness']);
  const stop = codes.filter((code) => !CAPS.has(code) && !isLocal(code));
  if (stop.length > 0) return no('clearance_needed', ['X10'], ['clinician_clearance', ...stop]);
  const avoid = [...new Set(codes.filter(isLocal).map((code) => code.split(':')[1] ?? ''))];
  const areas = [...new Set(input.areas)].filter((area) => !avoid.includes(area));
  if (areas.length === 0) return no('clearance_needed', ['X10'], ['no_area_left']);
  const flags = new Set<string>(['effect_uncertain']);
  if (soreness === 8) flags.add('ask_red_flags');
  // ---- section 3
  const pressureCap = Math.min(
    avoid.length > 0 ? 1 : 2,
    ...codes.map((code) => CAPS.get(code)?.[0] ?? 2),
  );
  const minutesCap = Math.min(...codes.map((code) => CAPS.get(code)?.[1] ?? 999), 999);
  let session =
    goal === 'move_better' ? 'mobility' : goal === 'calm_down' ? 'relaxation' : 'sports_massage';
  let pressure = 1;
  const tired = trained && (h < 2 || (rpe >= 9 && h < 12));
  if (goal !== 'calm_down' && (soreness >= 7 || (goal === 'ease_soreness' && tired))) {
    session = 'recovery_light';
    pressure = 0;
  }
  if (soreness >= 7 || input.preferredPressure === 'light') pressure = 0;
  pressure = Math.min(pressure, pressureCap);
  if (input.preferredPressure === 'firm') {
    const wanted = ['move_better', 'keep_consistent', 'prep_event'].includes(goal);
    if (wanted && soreness <= 3 && !first && pressureCap === 2) {
      session = 'deep_tissue';
      pressure = 2;
    } else flags.add('deep_not_now');
  }
  if (session === 'sports_massage' && pressure === 0) session = 'recovery_light';
  // ---- section 5
  const event = input.next !== null && input.next.at > input.now ? input.next : null;
  const ahead = event === null ? Number.NaN : (event.at - input.now) / 3_600_000;
  let cutEver = false;
  let after = false;
  let window: [string, number, number, number, number];
  for (;;) {
    const gap =
      event?.kind === 'competition'
        ? first
          ? 72
          : ([24, 48, 72][pressure] ?? 0)
        : first
          ? 24
          : ([3, 12, 24][pressure] ?? 0);
    const wait = damaging ? 48 : 24;
    let tooShort: boolean;
    if (goal === 'prep_event' && event !== null) {
      let from = first ? -168 : -120;
      const to = -gap;
      let bestFrom = event.kind === 'hard_session' ? -72 : first ? -120 : -96;
      let bestTo = event.kind === 'hard_session' ? -Math.max(gap, 24) : -72;
      from = Math.max(from, -ahead);
      bestFrom = Math.max(bestFrom, -ahead);
      if (pressure === 2 && trained) {
        from = Math.max(from, wait - h - ahead);
        bestFrom = Math.max(bestFrom, wait - h - ahead);
      }
      if (bestFrom >= bestTo) [bestFrom, bestTo] = [from, to];
      window = ['event', from, to, bestFrom, bestTo];
      tooShort = to - from < 1;
    } else {
      let anchor = 'training_end';
      let [from, to, bestFrom, bestTo] = [1, 72, 2, 24];
      let elapsed = h;
      if (!trained || h >= 168) {
        anchor = 'now';
        elapsed = 0;
        [from, to, bestFrom, bestTo] = [0, 168, 0, 72];
      } else if (goal === 'ease_soreness' && soreness >= 4) {
        from = h;
        to = Math.min(168, Math.max(72, h + 24));
        bestFrom = h;
        bestTo = Math.max(h + 12, Math.min(h + 24, 72));
      } else if (goal === 'move_better') [from, to, bestFrom, bestTo] = [12, 96, 24, 72];
      else if (goal === 'calm_down') [from, to, bestFrom, bestTo] = [1, 36, 2, 12];
      else if (goal !== 'ease_soreness') [from, to, bestFrom, bestTo] = [24, 120, 24, 72];
      // Read: with anchor now the recency limit has long passed, there is nothing to raise.
      if (pressure === 2 && anchor === 'training_end') {
        from = Math.max(from, wait);
        bestFrom = Math.max(bestFrom, from);
        bestTo = Math.max(bestTo, from);
      }
      from = Math.max(from, elapsed);
      if (to - from < 1) {
        anchor = 'now';
        [from, to, bestFrom, bestTo] = [0, 72, 0, 24];
      }
      bestFrom = Math.max(bestFrom, from);
      bestTo = Math.min(Math.max(bestTo, bestFrom), to);
      if (bestTo - bestFrom < 6) bestTo = Math.min(bestFrom + 12, to);
      const limit = (anchor === 'now' ? ahead : h + ahead) - gap;
      let cut = false;
      if (event !== null && limit < to) {
        cut = true;
        cutEver = true;
        flags.add('event_limits_window');
        to = limit;
        bestTo = Math.min(bestTo, to);
        if (bestFrom >= bestTo) [bestFrom, bestTo] = [from, to];
      }
      window = [anchor, from, to, bestFrom, bestTo];
      tooShort = cut && to - from < 1;
    }
    if (!tooShort) break;
    if (first || pressure === 0) {
      after = true;
      flags.add('before_event_not_recommended');
      session = 'recovery_light';
      pressure = 0;
      window = ['event', 2, 48, 2, 24];
      break;
    }
    if (pressure === 2) {
      flags.add('deep_not_now');
      session = goal === 'move_better' ? 'mobility' : 'sports_massage';
    } else {
      flags.add('light_only');
      if (session === 'sports_massage') session = 'recovery_light';
    }
    pressure -= 1;
  }
  // ---- section 4
  const precaution = codes.length > 0;
  const near = event !== null && ahead <= 72;
  let minutes = areas.length === 1 ? 30 : areas.length === 2 ? 45 : 60;
  if (goal === 'calm_down' || goal === 'keep_consistent') {
    const long =
      input.massageExperience === 'regular' && areas.length >= 4 && soreness <= 3 && !near;
    minutes = long && !precaution ? 90 : 60;
  }
  if (soreness >= 7) minutes = Math.min(minutes, 30);
  if (near && event?.kind === 'competition' && !after) minutes = Math.min(minutes, 45);
  if (first) minutes = Math.min(minutes, 60);
  minutes = Math.min(minutes, minutesCap);
  // ---- reasons and cautions, section 9
  const reasons: string[] = {
    ease_soreness: ['C1', 'X1'],
    move_better: ['C5'],
    calm_down: ['C4', 'X5'],
    keep_consistent: ['C6'],
    prep_event: ['X3', 'X4'],
  }[goal];
  if (after) reasons.push('X3');
  else {
    if (goal === 'move_better' && soreness >= 4) reasons.push('C1');
    if (goal === 'keep_consistent' && soreness >= 1) reasons.push('C1');
    if (session === 'recovery_light' && trained && rpe >= 8) reasons.push('C2');
    if (goal === 'ease_soreness' && trained && damaging && h <= 3) reasons.push('C3');
    const tiring = type === 'long_endurance' || type === 'intervals' || rpe >= 8;
    if (goal === 'ease_soreness' && trained && tiring) reasons.push('X2');
    if (soreness >= 7 || flags.has('deep_not_now')) reasons.push('X5');
    // Read: an event that cut an earlier, firmer round did cut the window; its caution stays as well.
    if (cutEver) reasons.push('X3');
  }
  if (goal === 'prep_event') flags.add('not_performance');
  if (goal === 'prep_event' && event === null) flags.add('event_date_missing');
  if (reasons.some((claim) => ['C2', 'C3', 'C6'].includes(claim))) flags.add('very_low_certainty');
  const round = (value: number) => Number(value.toFixed(2));
  return {
    decision: after ? 'recommend_after_event' : precaution ? 'recommend_with_caution' : 'recommend',
    sessionType: session,
    pressure: NAMES[pressure] ?? null,
    durationMin: minutes,
    window: {
      anchor: window[0] === 'now' ? 'now' : window[0] === 'event' ? 'event' : 'training_end',
      fromH: round(window[1]),
      toH: round(window[2]),
      bestFromH: round(window[3]),
      bestToH: round(window[4]),
    },
    bodyFocus: areas,
    reasons: [...new Set(reasons)],
    cautions: [
      ...avoid.map((area) => `local_avoid:${area}`),
      ...ORDER.filter((caution) => flags.has(caution)),
      ...(precaution ? ['therapist_note', ...codes] : []),
    ],
  };
}
