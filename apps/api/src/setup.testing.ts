import type { StrandedBooking } from '@limber/contracts';
import type { WorkingClinicOptions } from '@limber/testing';
import { type Answer, type ApiWorld, startApi } from './api.testing.ts';
import { hire, type Person } from './desk.testing.ts';

export interface Refused {
  code: string;
  detail: string;
  errors?: { path: string; code: string; message: string }[];
  stranded?: StrandedBooking[];
}

export interface SetupWorld extends ApiWorld {
  owner: Person;
  frontDesk: Person;
  /** Therapists, signed in, in the order of `clinic.therapistIds`; two of them. */
  ana: Person;
  tom: Person;
  /** A request to the set-up as somebody; a version goes into If-Match. */
  as<Body = Refused>(
    who: Person,
    method: string,
    path: string,
    sent?: { body?: unknown; version?: number; key?: string },
  ): Promise<Answer<Body>>;
  /** Free starts of one date as 'HH:MM' in UTC, optionally of one therapist. */
  freeOn(date: string, therapistId?: string): Promise<string[]>;
  auditOf(subject: string): Promise<{ actor: string; action: string; details: object }[]>;
}

/** The small working clinic with staff who may change it: therapists 09:00-17:00 every day, London, winter. */
export async function startSetup(options: WorkingClinicOptions = {}): Promise<SetupWorld> {
  const api = await startApi(options);
  const [first = '', second = ''] = api.clinic.therapistIds;
  const therapist = (email: string, therapistId: string) =>
    hire(api, email, { role: 'therapist', therapistId, name: 'Ana Reyes' });
  const as: SetupWorld['as'] = (who, method, path, { body, version, key } = {}) =>
    api.call(method, `desk/${path}`, {
      headers: {
        cookie: who.cookie,
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...(key && { 'idempotency-key': key }),
      },
      body,
    });
  return {
    ...api,
    owner: await hire(api, 'olu@clinic.example', { role: 'owner' }),
    frontDesk: await hire(api, 'fay@clinic.example'),
    ana: await therapist('ana@clinic.example', first),
    tom: await therapist('tom@clinic.example', second),
    as,
    freeOn: async (date, therapistId) => {
      const query = new URLSearchParams({
        ...{ serviceId: api.clinic.serviceId, durationMin: '60', from: date, to: date },
        ...(therapistId && { therapistId }),
      });
      const { body } = await api.call<{ days: { slots: { startsAt: string }[] }[] }>(
        'GET',
        `availability?${query.toString()}`,
      );
      return body.days.flatMap(({ slots }) => slots.map((slot) => slot.startsAt.slice(11, 16)));
    },
    auditOf: (subject) =>
      api.db.asOwner(
        'SELECT actor, action, details FROM audit_log WHERE subject = $1 ORDER BY id',
        [subject],
      ),
  };
}

export const stranded = ({ body }: Answer<{ stranded?: StrandedBooking[] }>): string[] =>
  (body.stranded ?? []).map(({ reference, why }) => `${reference} ${why.join(' ')}`);
