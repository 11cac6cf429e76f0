import { speak, type Spoken } from '@limber/clients';
import type { SessionType, TrainingReport } from '@limber/contracts';
import { expectedSoreness, type RecommendationInput } from '@limber/evidence';
import { DAY, HOUR, MINUTE } from '@limber/kernel';
import { addDays, instantOf, localDateOf } from '@limber/scheduling';
import type { Chance } from './chance.ts';
import type { PlannedVisit } from './day-book.ts';
import { habits, type Persona } from './persona.ts';

/** The moment the seed is run at, in the clinic's own days. */
export interface Today {
  now: number;
  date: string;
  timeZone: string;
}

/** How a visit came to be and what became of it. */
export interface VisitStory {
  visit: PlannedVisit;
  persona: Persona;
  bookedAt: number;
  training: TrainingReport | null;
  /** What the suggestion said; only where training was told after it had ended. */
  spoken: Spoken | null;
  fate: 'kept' | 'no_show' | 'cancelled';
  /** When it was cancelled or seen to be a no-show. */
  fateAt: number | null;
}

const TOLD_TRAINING: Readonly<Record<SessionType, number>> = {
  recovery_light: 0.8,
  sports_massage: 0.75,
  mobility: 0.5,
  relaxation: 0.15,
  // Deep work is not for the days after training, so nobody of ours books it for them.
  deep_tissue: 0,
};
const TRAINING_ENDS = ['07:45', '08:30', '10:45', '13:15', '18:30', '20:15'] as const;

export const endOf = ({ startsAt, durationMin }: PlannedVisit): number =>
  startsAt + durationMin * MINUTE;

export function tellVisit(
  dice: Chance,
  visit: PlannedVisit,
  persona: Persona,
  today: Today,
): VisitStory {
  const booking = tellBooking(dice, visit, persona, today);
  return { visit, persona, ...booking, ...tellFate(dice, visit, booking.bookedAt, today) };
}

type Booking = Pick<VisitStory, 'bookedAt' | 'training' | 'spoken'>;

function tellBooking(dice: Chance, visit: PlannedVisit, persona: Persona, today: Today): Booking {
  const training = dice.isLucky(TOLD_TRAINING[visit.service.sessionType])
    ? inventTraining(dice, visit, persona, today)
    : null;
  if (training && dice.isLucky(0.6)) {
    const told = tellAfterTraining(dice, visit, persona, training, today);
    if (told) return told;
  }
  const date = localDateOf(visit.startsAt, today.timeZone);
  const latest = date < today.date ? date : today.date;
  const bookedAt = momentOn(dice, addDays(latest, -1 - Math.floor(dice.between(0, 9))), today);
  const isPlanned = training && Date.parse(training.endedAt) > bookedAt;
  return { bookedAt, training: isPlanned ? training : null, spoken: null };
}

/** Some hour at which people are awake. */
const momentOn = (dice: Chance, date: string, { timeZone }: Today): number =>
  (instantOf(date, '12:00', timeZone) ?? Date.parse(date)) +
  Math.round(dice.between(-5 * 60, 10 * 60)) * MINUTE;

function inventTraining(
  dice: Chance,
  visit: PlannedVisit,
  persona: Persona,
  { timeZone }: Today,
): TrainingReport | null {
  const { routines, areas } = habits[persona.habit];
  const routine = dice.pick(routines);
  const daysBefore = dice.pick([0, 1, 1, 2] as const) ?? 1;
  const date = addDays(localDateOf(visit.startsAt, timeZone), -daysBefore);
  const endedAt = instantOf(date, dice.pick(TRAINING_ENDS) ?? '18:30', timeZone);
  if (!routine || endedAt === null || visit.startsAt - endedAt < 4 * HOUR) return null;
  return {
    type: routine.type,
    endedAt: new Date(endedAt).toISOString(),
    rpe: Math.round(dice.between(...routine.rpe)),
    durationMin: Math.round(dice.between(...routine.minutes) / 5) * 5,
    areas: areas.filter((_, i) => i === 0 || dice.isLucky(0.5)),
  };
}

/** Trained, then sore, then booked: soreness is known, and the suggestion speaks. */
function tellAfterTraining(
  dice: Chance,
  visit: PlannedVisit,
  persona: Persona,
  training: TrainingReport,
  today: Today,
): Booking | null {
  const endedAt = Date.parse(training.endedAt);
  const bookedAt = endedAt + Math.round(dice.between(30, 240)) * MINUTE;
  const midnight = instantOf(today.date, '00:00', today.timeZone) ?? today.now;
  if (bookedAt > Math.min(visit.startsAt - 2 * HOUR, midnight)) return null;
  const soreness = sorenessAt(dice, training, persona, bookedAt);
  const input: RecommendationInput = {
    now: bookedAt,
    training: { ...training, endedAt },
    areas: training.areas ?? [],
    soreness,
    goal: visit.service.sessionType === 'mobility' ? 'move_better' : 'ease_soreness',
    next: null,
    massageExperience: 'some',
    trainingExperience: persona.trainingExperience,
    preferredPressure: null,
    screening: persona.screening,
  };
  const spoken = speak(input);
  if (!spoken.result.sessionType) return null;
  return { bookedAt, training: { ...training, soreness }, spoken };
}

/** The curve with noise: bodies differ, and no massage makes them better than the curve here. */
export function sorenessAt(
  dice: Chance,
  training: TrainingReport,
  persona: Pick<Persona, 'trainingExperience'>,
  at: number,
): number {
  const hours = (at - Date.parse(training.endedAt)) / HOUR;
  const expected = expectedSoreness(training, persona.trainingExperience, hours);
  return Math.min(
    10,
    Math.max(0, Math.round(expected * dice.between(0.75, 1.2) + dice.noise(0.7))),
  );
}

function tellFate(
  dice: Chance,
  visit: PlannedVisit,
  bookedAt: number,
  { now, date, timeZone }: Today,
): Pick<VisitStory, 'fate' | 'fateAt'> {
  const roll = dice.next();
  const until = visit.startsAt - 25 * HOUR;
  const cancelledAt = Math.round(dice.between(bookedAt + HOUR, until) / MINUTE) * MINUTE;
  // Today and later everybody still means to come.
  if (endOf(visit) > now || localDateOf(visit.startsAt, timeZone) >= date) {
    return { fate: 'kept', fateAt: null };
  }
  if (roll < 0.06 && until - bookedAt > DAY / 2) return { fate: 'cancelled', fateAt: cancelledAt };
  if (roll > 0.97) return { fate: 'no_show', fateAt: visit.startsAt + 20 * MINUTE };
  return { fate: 'kept', fateAt: null };
}
