/**
 * What the desk has entered beside the weekly plan, so that its set-up pages show how that looks. Days count
 * from the first start; a line whose people or places the file does not name is left out.
 */
export const demoSetup = {
  holiday: { name: 'Staff training day', location: 'riverside', afterDays: 40, weekday: 3 },
  /** Waits for an answer: approving it would strand visits, which is what there is to see. */
  timeOff: {
    ...{ therapist: 'marek', afterDays: 9, weekday: 4, days: 2 },
    note: 'A family celebration.',
  },
  extraShift: {
    ...{ therapist: 'sam', location: 'northgate', afterDays: 30, weekday: 2 },
    ...{ from: '17:00', to: '19:30' },
  },
} as const;
