/** The browser's own clock, in one place: everything else asks `now()` of the clinic's clock. */
export const browserNow = (): number => Date.now();
