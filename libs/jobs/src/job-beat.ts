import type { DataSource } from 'typeorm';

export type Beat = 'sweep' | 'housekeeping';

/** A sign of life: real time, written by whoever did it last. */
export async function beat(source: DataSource, name: Beat): Promise<void> {
  await source.query(
    `INSERT INTO job_beat (name, at) VALUES ($1, clock_timestamp())
     ON CONFLICT (name) DO UPDATE SET at = greatest(job_beat.at, excluded.at)`,
    [name],
  );
}

/** When a worker last did it, in real time; null: never. */
export async function lastBeat(source: DataSource, name: Beat): Promise<Date | null> {
  const [row] = await source.query<{ at: Date }[]>('SELECT at FROM job_beat WHERE name = $1', [
    name,
  ]);
  return row?.at ?? null;
}
