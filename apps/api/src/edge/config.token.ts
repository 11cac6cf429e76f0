/** Injection token of the settings, read once in main.ts. */
export const CONFIG = 'limber.config';
