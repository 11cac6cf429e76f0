import type { BodyArea, Consents, SessionType, Training } from '@limber/contracts';
import { screen, vocabulary } from '@limber/evidence';
import type { z } from 'zod';
import { Chance } from './chance.ts';
import { demoId } from './demo-ids.ts';

export type Habit = 'runner' | 'cyclist' | 'lifter' | 'climber' | 'team' | 'none';
export type Area = z.infer<typeof BodyArea>;

interface Routine {
  type: Exclude<Training['type'], 'rest'>;
  minutes: readonly [number, number];
  rpe: readonly [number, number];
}

export interface HabitTraits {
  routines: readonly Routine[];
  areas: readonly Area[];
  likes: readonly SessionType[];
}

const endurance = (low: number, high: number): Routine => ({
  type: 'long_endurance',
  minutes: [low, high],
  rpe: [4, 8],
});
const intervals: Routine = { type: 'intervals', minutes: [40, 70], rpe: [6, 9] };
const mixed: Routine = { type: 'mixed', minutes: [60, 100], rpe: [5, 8] };
const unfamiliar: Routine = { type: 'unfamiliar', minutes: [45, 75], rpe: [5, 8] };
const strength: Routine = { type: 'heavy_strength', minutes: [45, 80], rpe: [6, 9] };
const downhill: Routine = { type: 'eccentric', minutes: [60, 120], rpe: [5, 8] };

export const habits: Readonly<Record<Habit, HabitTraits>> = {
  runner: {
    routines: [endurance(60, 130), endurance(80, 150), intervals, downhill],
    areas: ['calves', 'thighs', 'hamstrings', 'feet'],
    likes: ['sports_massage', 'recovery_light'],
  },
  cyclist: {
    routines: [endurance(90, 210), endurance(60, 150), intervals],
    areas: ['thighs', 'glutes', 'back', 'neck'],
    likes: ['sports_massage', 'recovery_light', 'relaxation'],
  },
  lifter: {
    routines: [strength, strength, strength, unfamiliar],
    areas: ['back', 'glutes', 'thighs', 'shoulders'],
    likes: ['deep_tissue', 'sports_massage', 'mobility'],
  },
  climber: {
    routines: [mixed, unfamiliar, mixed],
    areas: ['arms', 'shoulders', 'upper_back'],
    likes: ['mobility', 'deep_tissue', 'recovery_light'],
  },
  team: {
    routines: [mixed, intervals, downhill],
    areas: ['legs', 'hips', 'calves', 'hamstrings'],
    likes: ['sports_massage', 'mobility', 'recovery_light'],
  },
  none: {
    routines: [],
    areas: ['neck', 'shoulders', 'upper_back'],
    likes: ['relaxation', 'deep_tissue', 'recovery_light'],
  },
};

/** One invented client: what never changes about them. */
export interface Persona {
  id: string;
  name: string;
  email: string;
  phone: string;
  habit: Habit;
  trainingExperience: 'new' | 'regular' | 'trained';
  screening: string[];
  consents: Consents;
  /** How often they come, beside the others. */
  frequency: number;
  /** How much of what is asked they answer. */
  answers: number;
  /** Days before the first seeded day on which they became a client. */
  joinedDaysEarlier: number;
  maxMinutes: number;
  mayHaveDeepTissue: boolean;
}

/** Ofcom keeps 07700 900000 to 900999 for fiction. */
const FIRST_PHONE = 447_700_900_100;

export function personaOf(
  clinicId: string,
  [name, habit, ...screening]: readonly [string, Habit, ...string[]],
  index: number,
): Persona {
  const dice = new Chance('persona', name);
  const { minutesCap, pressureCap } = screen(screening, vocabulary.areas);
  return {
    ...{ name, habit, screening },
    id: demoId(clinicId, 'client', name),
    email: `${plainLetters(name)}@example.com`,
    phone: `+${FIRST_PHONE + index}`,
    trainingExperience: dice.pick(['new', 'regular', 'regular', 'trained'] as const) ?? 'regular',
    consents: { healthData: true, checkIns: dice.isLucky(0.8), marketing: dice.isLucky(0.4) },
    frequency: dice.between(1, 3),
    answers: dice.between(0.35, 0.95),
    joinedDaysEarlier: Math.floor(dice.between(2, 40)),
    maxMinutes: minutesCap ?? 480,
    mayHaveDeepTissue: pressureCap === 'firm',
  };
}

const plainLetters = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, '.');
