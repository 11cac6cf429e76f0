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

/** All of them, and what time it is to them: compared with another clock they could look dead. */
export async function readBeats(
  source: DataSource,
): Promise<{ beats: ReadonlyMap<string, Date>; now: Date }> {
  const rows = await source.query<{ name: string | null; at: Date | null; now: Date }[]>(
    `SELECT b.name, b.at, n.now FROM (SELECT clock_timestamp() AS now) n LEFT JOIN job_beat b ON true`,
  );
  const beats = rows.flatMap(({ name, at }) => (name && at ? [[name, at] as const] : []));
  return { beats: new Map(beats), now: rows[0]?.now ?? new Date(0) };
}
