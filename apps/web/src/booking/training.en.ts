import type { Area, TrainingType } from './draft.ts';
import type { DayPart } from './ended.rules.ts';

const partNames: Record<DayPart, string> = {
  morning: 'morning',
  midday: 'midday',
  afternoon: 'afternoon',
  evening: 'evening',
};

export const areaNames: Record<Area, string> = {
  neck: 'neck',
  shoulders: 'shoulders',
  arms: 'arms',
  upper_back: 'upper back',
  back: 'back',
  hips: 'hips',
  glutes: 'glutes',
  thighs: 'thighs',
  hamstrings: 'hamstrings',
  legs: 'legs',
  calves: 'calves',
  feet: 'feet',
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const trainingTexts = {
  skip: 'Skip',
  go: 'Continue',
  soFar: 'Your answers so far',
  change: (answer: string) => `${answer}, change`,
  what: {
    title: 'What did you train?',
    options: {
      long_endurance: ['Long run or ride', 'Steady and long'],
      intervals: ['Intervals or sprints', 'Short and fast, with breaks'],
      heavy_strength: ['Heavy weights', 'Strength with high loads'],
      eccentric: ['Downhill, jumps, slow lowering', 'Muscles that brake while they lengthen'],
      unfamiliar: ['Something new to me', 'Choose this one if it was new, whatever else it was'],
      mixed: ['Something else', 'A match, a class, a mix'],
    } satisfies Record<TrainingType, readonly [string, string]>,
    short: {
      long_endurance: 'Long run or ride',
      intervals: 'Intervals or sprints',
      heavy_strength: 'Heavy weights',
      eccentric: 'Downhill or jumps',
      unfamiliar: 'Something new',
      mixed: 'Training',
    } satisfies Record<TrainingType, string>,
  },
  ended: {
    title: 'When did it end?',
    lead: 'Roughly is fine. The times that fit, and later check-ins, are counted from here.',
    now: 'Just now',
    part: (day: 'today' | 'yesterday' | 'before', part: DayPart, dayName: string) =>
      day === 'before' ? dayName : `${day === 'today' ? 'Today' : 'Yesterday'}, ${partNames[part]}`,
    about: (when: string) => `about ${when}`,
    exact: 'Another time',
    exactHide: 'Back to the list',
    date: 'Day',
    time: 'Time',
    use: 'Use this time',
    future: 'That is still ahead. Give a time that has passed, or come back after the session.',
    unclear: 'Give a day and a time.',
    skip: 'I am not sure',
  },
  effort: {
    title: 'How hard was it, all in all?',
    lead: 'The whole session on a scale of 0 to 10.',
    low: '0 rest',
    high: '10 nothing left',
    words: {
      0: 'rest',
      1: 'very easy',
      2: 'easy',
      3: 'moderate',
      4: 'a bit hard',
      5: 'hard',
      7: 'very hard',
      10: 'maximal',
    } as Readonly<Partial<Record<number, string>>>,
    length: 'About how long?',
    minutes: { 30: '30 min', 60: '1 h', 90: '1 h 30', 120: '2 h', 180: '3 h or more' } as const,
    short: (rpe: number) => `Effort ${rpe}`,
  },
  body: {
    title: 'Where, and how sore is it now?',
    areas: 'Where should we work?',
    soreness: 'How sore now, at the worst place?',
    low: '0 not at all',
    high: '10 worst imaginable',
    most: 'Up to eight places.',
    area: (area: Area) => capital(areaNames[area]),
    short: (soreness: number) => `Soreness ${soreness}`,
  },
} as const;

/** calves and thighs; neck, back and feet */
export const listAreas = (areas: readonly Area[]): string => {
  const names = areas.map((area) => areaNames[area]);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
};

export const listAreasCapital = (areas: readonly Area[]): string => capital(listAreas(areas));
