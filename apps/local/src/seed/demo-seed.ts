import { BusyStore, type OccupancyStore } from '@limber/booking';
import { ClinicStore } from '@limber/clinic';
import { DAY } from '@limber/kernel';
import { AuditLogStore, type Transaction, type TransactionRunner } from '@limber/persistence';
import { addDays, dayRange, daysBetween, localDateOf } from '@limber/scheduling';
import type { ClinicFile } from './clinic-file.schema.ts';
import type { Worked } from './day-book.ts';
import { type ClinicRows, clinicRows, writeClinic } from './clinic-rows.ts';
import { listVisitors, personas, writeClients } from './demo-clients.ts';
import { fingerprint } from './demo-ids.ts';
import { writeSetup } from './demo-setup.ts';
import { planDays } from './seed-plan.ts';
import type { SeedWriter } from './seed-writer.ts';
import type { Persona } from './persona.ts';
import type { Today } from './visit-story.ts';

const PAST_DAYS = 56;
const FUTURE_DAYS = 28;
/** One transaction each: short enough to hold its locks, long enough to be quick. */
const DAYS_AT_ONCE = 7;
const MARK = 'demo.seeded';

/** Where the last seed got to. It stands in the audit log, so it is written in the transaction it speaks of. */
interface Mark {
  /** Of the file and the personas the tables were last brought in line with. */
  file: string;
  /** The last local date that has its visits. */
  through: string | null;
}

export interface DemoSeedParts {
  runner: TransactionRunner;
  occupancy: OccupancyStore;
  writer: SeedWriter;
}

/** Fills the demo clinic up to four weeks ahead. What stands in the tables stays; only days without a seed get one. */
export class DemoSeed {
  private readonly rows: ClinicRows;
  private readonly personas: Persona[];
  private readonly file: string;
  private readonly clinics = new ClinicStore();
  private readonly busy = new BusyStore();
  private readonly audit = new AuditLogStore();

  constructor(
    private readonly parts: DemoSeedParts,
    file: ClinicFile,
  ) {
    this.rows = clinicRows(file);
    this.personas = personas(this.rows.clinic.id);
    this.file = fingerprint({ file, people: this.personas });
  }

  /** True when there was anything to do. */
  async run(): Promise<boolean> {
    const { mark, today } = await this.unit((tx) => this.readMark(tx));
    const first = addDays(today.date, -PAST_DAYS);
    const isNewFile = mark?.file !== this.file;
    if (isNewFile) {
      await this.unit(async (tx) => {
        await writeClinic(tx, this.rows);
        await writeSetup(tx, this.rows, today);
        await writeClients(tx, this.personas, first, today);
        await this.writeMark(tx, mark?.through ?? null);
      });
    }
    const dates = missingDates(mark?.through ?? null, first, addDays(today.date, FUTURE_DAYS));
    for (let i = 0; i < dates.length; i += DAYS_AT_ONCE) {
      const some = dates.slice(i, i + DAYS_AT_ONCE);
      await this.unit((tx) => this.seedDays(tx, some, today));
    }
    return isNewFile || dates.length > 0;
  }

  private unit<Value>(work: (tx: Transaction) => Promise<Value>): Promise<Value> {
    return this.parts.runner.run(this.rows.clinic.id, work);
  }

  private async readMark(tx: Transaction): Promise<{ mark: Mark | null; today: Today }> {
    const [row] = await tx.query<{ details: Mark }>(
      'SELECT details FROM audit_log WHERE action = $1 ORDER BY id DESC LIMIT 1',
      [MARK],
    );
    const { timeZone } = this.rows.clinic;
    const now = tx.now.getTime();
    return {
      mark: row?.details ?? null,
      today: { now, date: localDateOf(now, timeZone), timeZone },
    };
  }

  private async writeMark(tx: Transaction, through: string | null): Promise<void> {
    const details = { file: this.file, through };
    await this.audit.record(tx, {
      ...{ actor: 'seed', action: MARK, subject: tx.clinicId, details },
      requestId: 'seed',
    });
  }

  /** Plans around whatever is taken already, under the locks a client's booking would wait for. */
  private async seedDays(tx: Transaction, dates: readonly string[], today: Today): Promise<void> {
    const { occupancy, writer } = this.parts;
    const span = this.spanOf(dates);
    const resourceIds = this.rows.resources.map(({ id }) => id);
    await occupancy.lock(tx, { resourceIds, during: span });
    const around = { start: span.start - DAY, end: span.end + DAY };
    const { taken } = await this.busy.read(tx, around, { effort: true, kind: true });
    const visitors = await listVisitors(tx, this.personas, span);
    const worked = await this.worked(tx, dates);
    const told = planDays(dates, this.rows, { taken, visitors, worked }, today);
    await writer.write(tx, this.rows, told);
    await this.writeMark(tx, dates.at(-1) ?? null);
  }

  /** From the tables, not from the file: the desk may have changed who works when. */
  private async worked(tx: Transaction, dates: readonly string[]): Promise<Worked> {
    const [from = '', to = from] = [dates[0], dates.at(-1)];
    return {
      shifts: await this.clinics.listShifts(tx, from, to),
      holidays: await this.clinics.listHolidays(tx, from, to),
    };
  }

  private spanOf(dates: readonly string[]): { start: number; end: number } {
    const { timeZone } = this.rows.clinic;
    const [first = '', last = first] = [dates[0], dates.at(-1)];
    return { start: dayRange(first, timeZone).start, end: dayRange(last, timeZone).end };
  }
}

/** After a long sleep the weeks between are caught up with, but never more than a fresh seed would invent. */
function missingDates(through: string | null, first: string, last: string): string[] {
  const next = through === null ? first : addDays(through, 1);
  const from = next < first ? first : next;
  const count = Math.max(0, daysBetween(from, last) + 1);
  return Array.from({ length: count }, (_, i) => addDays(from, i));
}
