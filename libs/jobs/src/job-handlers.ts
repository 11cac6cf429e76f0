import { type JobName, jobNames, type JobPayload, jobs } from '@limber/contracts';

/** Must be idempotent: a job runs at least once, and sometimes twice at the same time. */
export type JobHandler<Name extends JobName> = (payload: JobPayload<Name>) => Promise<void>;

/** Who does what: each feature registers its handlers, exactly one for each name. */
export class JobHandlers {
  private readonly known = new Map<string, (payload: unknown) => Promise<void>>();

  register<Name extends JobName>(name: Name, handler: JobHandler<Name>): void {
    if (this.known.has(name)) throw new Error(`the job ${name} has two handlers`);
    const schema = jobs[name];
    this.known.set(name, (payload) => handler(schema.parse(payload) as JobPayload<Name>));
  }

  /** A name without a handler would be work that waits for ever, so it is no start at all. */
  assertComplete(): void {
    const missing = jobNames.filter((name) => !this.known.has(name));
    if (missing.length > 0) throw new Error(`no handler for the job ${missing.join(', ')}`);
  }

  async handle(name: string, payload: unknown): Promise<void> {
    const handler = this.known.get(name);
    if (!handler) throw new Error(`no handler for the job ${name}`);
    await handler(payload);
  }
}
