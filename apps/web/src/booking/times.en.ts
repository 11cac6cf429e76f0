import type { DayPart } from './times.rules.ts';

const times = (count: number): string => (count === 1 ? '1 time free' : `${count} times free`);

export const timesTexts = {
  title: 'Times',
  what: (service: string, minutes: number, price: string) => `${service}, ${minutes} min, ${price}`,
  days: 'Days',
  dayLabel: (day: string, count: number) =>
    `${day}, ${count === 0 ? 'no time free' : times(count)}`,
  count: (count: number) => `· ${count}`,
  earlier: 'Earlier days',
  later: 'Later days',
  parts: { morning: 'Morning', afternoon: 'Afternoon', evening: 'Evening' } satisfies Record<
    DayPart,
    string
  >,
  on: (day: string) => `Times on ${day}`,
  anyOf: (count: number) => `any of ${count}`,
  bestFit: {
    mark: 'best fit',
    why: 'What the mark means:',
    window: 'Window that fits',
    best: 'Best part',
    span: (from: string, to: string) => `${from}, to ${to}`,
    how: (version: string) =>
      `The mark stands at the earliest free time in the best part, or else at the one that comes nearest to it, counted by our rules ${version} from your training, your soreness and what matters most to you. Where the window begins and ends is mostly our own choice, with no trial behind it.`,
    otherTimes:
      'Earlier or later is fine too: trials have found no clear best hour (low certainty).',
    noBestHour: { claimId: 'X6', title: 'Longer or earlier is not proven better' },
    claims: 'The claims behind this suggestion',
  },
  /** Between the start and the name, for who hears the button: "14:30 to 15:30 with Ana". */
  untilWith: (to: string) => ` to ${to} with `,
  whoWhere: (who: string, place: string) => `${who} · ${place}`,
  filters: 'Filter',
  filterSummary: (parts: readonly string[]) =>
    parts.length > 0 ? parts.join(', ') : 'no preference',
  therapist: 'Therapist',
  location: 'Location',
  gender: 'Therapist’s gender',
  noPreference: 'No preference',
  again: (name: string) => `${name} if free, or anyone`,
  againShort: (name: string) => `${name} again if free`,
  genders: { female: 'Female', male: 'Male', non_binary: 'Non-binary' } as Readonly<
    Record<string, string>
  >,
  sortByFit: 'Sort by fit',
  byFit: 'Best fit first',
  noFit: 'Without a training we cannot say which time fits best: all of them do.',
  emptyDay: 'Nothing is free on this day.',
  emptyRange: 'Nothing is free in these days.',
  nextFree: (when: string) => `Next free time: ${when}`,
  nothing: 'Nothing is free that far ahead. Try another length or place, or phone us.',
  keeping: 'Keeping this time for you',
  taken: {
    title: 'Somebody was quicker',
    lead: 'Nothing was booked. These are the nearest free times.',
    leadNone: 'Nothing was booked. Please pick another time.',
  },
  alternative: (when: string) => when,
  yourZone: (zone: string) => `All times are the clinic’s (${zone}).`,
  placeZones: 'Each time is on the clocks of its place.',
  seeTimes: (price: string) => `See times · ${price}`,
} as const;
