const MINUTE = 60_000;

/** A therapist's look at the day is a look at health answers, and written down: not made every minute. */
export const REFRESH_MS = { therapist: 5 * MINUTE, front_desk: MINUTE, owner: MINUTE } as const;
