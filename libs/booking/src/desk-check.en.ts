import type { BrokenRuleCode } from '@limber/contracts';

/** What a broken rule says to staff. Never shown to clients: it tells of others' bookings. */
export const brokenRuleTexts: Readonly<Record<BrokenRuleCode, string>> = {
  NOT_QUALIFIED: 'This therapist does not give this kind of session.',
  IN_PAST: 'That time has passed.',
  HORIZON: 'That day is not open for booking yet.',
  SAME_DAY_CUTOFF: 'Times for today are no longer sold.',
  NOTICE: 'That is sooner than the notice the clinic asks for.',
  NO_SUCH_TIME: 'The clocks change that night and leave this time out.',
  SHIFT: 'It does not fit into a shift of this therapist and the opening hours.',
  BUSY: 'The therapist has somebody then, or the time is kept or blocked.',
  AWAY: 'The therapist is away then.',
  REST: 'It leaves the therapist less rest than the session needs.',
  OFF_GRID: 'Sessions do not usually start at that minute.',
  ORPHAN_GAP: 'It leaves a gap too short to sell.',
  CAP: 'It is more work than the therapist’s limit for the day or the week.',
  NO_ROOM: 'No suitable room is free then.',
  ROOM_BUSY: 'Somebody is in that room then.',
  ROOM_CLOSED: 'That room is out of order then.',
  ROOM_RESET: 'It leaves the room less time to be made ready than it needs.',
  ROOM_FEATURES: 'That room lacks something the session needs.',
  CLEARANCE: 'The clinician’s clearance on file ends before that day.',
};
