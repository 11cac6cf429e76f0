import { Injectable } from '@nestjs/common';
import { StrandedService } from '@limber/booking';
import { type By, ClinicStore, notFound } from '@limber/clinic';
import type {
  CalendarTrouble,
  ErrorCode,
  NewPrivateCalendar,
  PrivateCalendar,
} from '@limber/contracts';
import { AppError, Ids } from '@limber/kernel';
import { AuditLogStore, type Transaction, TransactionRunner } from '@limber/persistence';
import { CalendarReader, type Look } from './calendar-reader.ts';
import type { CalendarAddress } from './calendar-source.ts';
import { CalendarUnread } from './calendar-unread.ts';
import { isWorkedOut, nextLookAfter, sameSpans } from './look.rules.ts';
import type { OwnCalendar } from './private-calendar.entity.ts';
import { type ListedCalendar, PrivateCalendarStore } from './private-calendar.store.ts';

/** Of one therapist: work, family, club. */
const AT_MOST = 5;

/** What a look begins from. */
interface Begun {
  row: OwnCalendar;
  address: CalendarAddress;
  now: number;
  timeZone: string;
}

/**
 * Therapists' own calendars, read for when they are busy. The network is asked between two units of work. What
 * cannot be read leaves everything as it was known: never "all free".
 */
@Injectable()
export class PrivateCalendarService {
  constructor(
    private readonly runner: TransactionRunner,
    private readonly calendars: PrivateCalendarStore,
    private readonly clinics: ClinicStore,
    private readonly stranded: StrandedService,
    private readonly reader: CalendarReader,
    private readonly audit: AuditLogStore,
    private readonly ids: Ids,
  ) {}

  /** Therapists see their own, the office all of them. */
  async list(clinicId: string, { staff }: By): Promise<PrivateCalendar[]> {
    return this.runner.run(clinicId, async (tx) => {
      if (staff.role === 'therapist' && staff.therapistId === null) return [];
      const therapistId = staff.role === 'therapist' ? staff.therapistId : null;
      return (await this.calendars.list(tx, { therapistId })).map(viewOf);
    });
  }

  /** Read before it is kept: a mistyped address is told to whoever typed it. */
  async connect(clinicId: string, wanted: NewPrivateCalendar, by: By): Promise<PrivateCalendar> {
    const { url, host } = this.sound(wanted.address);
    const address = { url, login: wanted.login ?? null };
    const asked = await this.runner.run(clinicId, async (tx) => {
      await this.mayConnect(tx, wanted.therapistId, by);
      const { timeZone } = await this.clinics.get(tx);
      return { address, timeZone, now: tx.now.getTime(), etag: null };
    });
    const look = await this.reader.look(asked);
    if (look === 'unchanged' || 'trouble' in look) {
      throw atAddress(look === 'unchanged' ? 'CALENDAR_UNREADABLE' : look.trouble);
    }
    return this.runner.run(clinicId, (tx) =>
      this.stranded.changeAnyway(tx, async () => {
        await this.mayConnect(tx, wanted.therapistId, by);
        const row = {
          ...{ clinicId, id: this.ids.uuid(), therapistId: wanted.therapistId },
          ...{ host, connectedBy: `staff:${by.staff.userId}`, connectedAt: tx.now, looks: 1 },
          ...{ readAt: tx.now, etag: look.etag, knownUntil: new Date(look.until) },
          ...{ trouble: null, failures: 0 },
          nextReadAt: new Date(nextLookAfter(tx.now.getTime(), 0)),
        };
        if (!(await this.calendars.insert(tx, row, address))) throw atAddress('CALENDAR_KNOWN');
        await this.calendars.replaceBusy(tx, row, look.spans);
        await this.record(tx, 'calendar.connected', row.id, by);
        return this.view(tx, row.id);
      }),
    );
  }

  async readNow(clinicId: string, id: string, by: By): Promise<PrivateCalendar> {
    await this.runner.run(clinicId, (tx) => this.own(tx, id, by));
    await this.refresh(clinicId, id);
    return this.runner.run(clinicId, (tx) => this.view(tx, id));
  }

  /** Its time is sold again at once. */
  async disconnect(clinicId: string, id: string, by: By): Promise<void> {
    await this.runner.run(clinicId, (tx) =>
      this.stranded.changeAnyway(tx, async () => {
        await this.own(tx, id, by);
        await this.calendars.remove(tx, id);
        await this.record(tx, 'calendar.disconnected', id, by);
      }),
    );
  }

  /** Of the worker, again and again. */
  async refresh(clinicId: string, id: string): Promise<void> {
    const begun = await this.runner.run(clinicId, (tx) => this.begin(tx, id));
    if (!begun) return;
    const { row, now } = begun;
    const etag = isWorkedOut(row.knownUntil.getTime(), now) ? row.etag : null;
    const look = await this.reader.look({ ...begun, etag });
    await this.runner.run(clinicId, (tx) => this.note(tx, row, look));
  }

  private async begin(tx: Transaction, id: string): Promise<Begun | null> {
    const row = await this.calendars.find(tx, id);
    if (!row) return null;
    const { timeZone } = await this.clinics.get(tx);
    return { row, timeZone, now: tx.now.getTime(), address: this.calendars.addressOf(row) };
  }

  private async note(tx: Transaction, row: OwnCalendar, look: Look): Promise<void> {
    const now = tx.now.getTime();
    if (look !== 'unchanged' && 'trouble' in look) {
      const failures = row.failures + 1;
      const nextReadAt = new Date(nextLookAfter(now, failures));
      await this.calendars.noteLook(tx, row, { trouble: look.trouble, failures, nextReadAt });
      return;
    }
    const well = {
      ...{ readAt: tx.now, trouble: null, failures: 0 },
      nextReadAt: new Date(nextLookAfter(now, 0)),
    };
    if (look === 'unchanged') {
      await this.calendars.noteLook(tx, row, well);
      return;
    }
    const change = { ...well, etag: look.etag, knownUntil: new Date(look.until) };
    if (sameSpans(await this.calendars.busyOf(tx, row.id), look.spans)) {
      await this.calendars.noteLook(tx, row, change);
      return;
    }
    await this.stranded.changeAnyway(tx, async () => {
      const isLatest = await this.calendars.noteLook(tx, row, change);
      if (isLatest) await this.calendars.replaceBusy(tx, row, look.spans);
    });
  }

  private async mayConnect(tx: Transaction, therapistId: string, by: By): Promise<void> {
    const therapist = await this.clinics.findTherapist(tx, therapistId);
    if (!therapist?.active || !mayOwn(by, therapistId)) throw notFound('therapist');
    if ((await this.calendars.countOf(tx, therapistId)) >= AT_MOST) {
      throw new AppError<ErrorCode>('TOO_MANY_CALENDARS', { params: { number: AT_MOST } });
    }
  }

  /** Somebody else's looks to a therapist as if there were none. */
  private async own(tx: Transaction, id: string, by: By): Promise<OwnCalendar> {
    const row = await this.calendars.find(tx, id);
    if (!row || !mayOwn(by, row.therapistId)) throw notFound('calendar');
    return row;
  }

  private sound(address: string): { url: string; host: string } {
    try {
      return this.reader.soundAddress(address);
    } catch (error) {
      if (error instanceof CalendarUnread) throw atAddress(error.code);
      throw error;
    }
  }

  private async view(tx: Transaction, id: string): Promise<PrivateCalendar> {
    const [row] = await this.calendars.list(tx, { therapistId: null, id });
    if (!row) throw notFound('calendar');
    return viewOf(row);
  }

  /** Never what its address is. */
  private async record(tx: Transaction, action: string, subject: string, by: By): Promise<void> {
    const { staff, requestId } = by;
    await this.audit.record(tx, { actor: `staff:${staff.userId}`, action, subject, requestId });
  }
}

const mayOwn = ({ staff }: By, therapistId: string): boolean =>
  staff.role !== 'therapist' || staff.therapistId === therapistId;

const atAddress = (code: CalendarTrouble | 'CALENDAR_KNOWN'): AppError<ErrorCode> =>
  new AppError<ErrorCode>(code, { fields: [{ path: 'address', code, message: '' }] });

const viewOf = (row: ListedCalendar): PrivateCalendar => ({
  ...{ id: row.id, host: row.host, trouble: row.trouble },
  therapist: { id: row.therapistId, name: row.therapist },
  connectedAt: row.connectedAt.toISOString(),
  readAt: row.readAt.toISOString(),
  nextReadAt: row.isActive ? row.nextReadAt.toISOString() : null,
  ...{ busyTimes: row.busyTimes, overlapping: row.overlapping },
});
