import { chains } from './chains.ts';
import { daysOff } from './days-off.ts';
import type { Experiment } from './experiment.ts';
import { kills } from './kills.ts';
import { zones } from './zones.ts';
import { lostRedis, lostSchema } from './lost-queue.ts';

/** A database of its own on the Redis of a run: suites of the queue use the first ones. */
const REDIS_NUMBER = 7;

/** In the order of the run. Where there is a Redis, also with the queue on it. */
export const experiments = (redisUrl: string | undefined): Experiment[] => [
  kills,
  chains,
  daysOff,
  zones,
  lostSchema,
  ...(redisUrl ? [lostRedis(`${redisUrl}/${REDIS_NUMBER}`)] : []),
];
