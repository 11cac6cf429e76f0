import { randomInt } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

/** Jittered, so that two units that collided do not collide again in step. */
export const retryPause = (attempt: number): Promise<void> => wait(randomInt(5, 25) * 2 ** attempt);
