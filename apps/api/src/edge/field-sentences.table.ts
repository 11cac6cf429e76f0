/** What one bad field is told, where the schema's own words are not enough. */
export const fieldSentences: Partial<Record<string, string>> = {
  PHONE_INVALID: 'Include the country code, for example +44 7700 900123.',
  CONSENT_REQUIRED: 'Tick to let us keep your health answers.',
  INTAKE_GROUP: 'Answer this group, or say that none of it is true.',
  UNKNOWN_GROUP: 'There is no such group of questions.',
  CLEARANCE_UNTIL: 'Choose a day from today on, at most a year ahead.',
  OFF_GRID: 'Pick one of the listed times.',
  IN_PAST: 'Pick a later time.',
  NOTICE: 'Pick a later time.',
  HORIZON: 'Pick an earlier day.',
  SAME_DAY_CUTOFF: 'Pick another day.',
  OUTSIDE_HOURS: 'Pick one of the listed times.',
  RANGE_REVERSED: 'The end lies before the beginning.',
  WINDOW_TOO_SHORT: 'The whole session has to fit between the two times.',
};
