import type {
  DeskHoliday,
  DeskLocation,
  DeskPolicies,
  DeskRoom,
  DeskService,
  DeskShift,
  DeskShiftException,
  DeskTherapist,
  DeskTimeOff,
  StrandedBooking,
  StrandedPreview,
} from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request, withQuery } from '../../api/request.ts';
import { DESK } from '../desk.requests.ts';

const MINUTE = 60_000;

/** A list of the set-up. Kept for a minute, so that going to and fro between the pages is quick. */
const list = <Thing>(noun: string, query: Record<string, string | undefined> = {}) =>
  queryOptions({
    queryKey: [DESK, 'setup', noun, query],
    queryFn: ({ signal }) =>
      request<Thing>('GET', withQuery(clinicPath(`/desk/${noun}`), query), { signal }),
    staleTime: MINUTE,
    refetchOnWindowFocus: true,
  });

export const locationsQuery = list<DeskLocation[]>('locations');
export const roomsQuery = list<DeskRoom[]>('rooms');
export const deskServicesQuery = list<DeskService[]>('services');
export const peopleQuery = list<DeskTherapist[]>('therapists');
export const holidaysQuery = list<DeskHoliday[]>('holidays');
export const policiesQuery = list<DeskPolicies>('policies');
export const timeOffQuery = list<DeskTimeOff[]>('time-off');
/** Upcoming bookings that have no place as the set-up stands now. */
export const strandedQuery = list<StrandedPreview>('stranded');
/** From a clinic-local date on; what ended before is left out. */
export const shiftsQuery = (from: string) => list<DeskShift[]>('shifts', { from });
export const exceptionsQuery = (from: string, to?: string) =>
  list<DeskShiftException[]>('shift-exceptions', { from, to });

/** One change of the set-up, not yet made. */
export interface Write {
  method: 'POST' | 'PUT' | 'DELETE';
  path: string;
  body?: object;
  query?: Record<string, string | undefined>;
  /** What was looked at; a change of what has changed since is refused. */
  version?: number;
  /** Bookings may lose their place by it: the clinic is asked which ones before it is made. */
  canStrand?: boolean;
}

const send = <Answer>(
  { method, path, body, query = {}, version, canStrand }: Write,
  how: { preview?: boolean; accept?: number; key?: string },
): Promise<Answer> => {
  const isRemoval = method === 'DELETE';
  const accepted = canStrand && how.accept !== undefined ? how.accept : undefined;
  return request<Answer>(
    method,
    withQuery(clinicPath(`/desk${path}`), {
      ...query,
      ...(how.preview && { preview: 'true' }),
      ...(isRemoval && accepted !== undefined && { acceptStranded: String(accepted) }),
    }),
    {
      ...(!isRemoval && {
        body: { ...body, ...(accepted !== undefined && { acceptStranded: accepted }) },
      }),
      headers: {
        ...(version !== undefined && { 'If-Match': `"${version}"` }),
        ...(how.key && method === 'POST' && { 'Idempotency-Key': how.key }),
      },
    },
  );
};

/** Which upcoming bookings would lose their place, person or time. Nothing is written. */
export const previewOf = async (write: Write): Promise<StrandedBooking[]> =>
  write.canStrand ? (await send<StrandedPreview>(write, { preview: true })).stranded : [];

/** `accept`: how many stranded bookings were seen; `key` makes a repeated press harmless. */
export const make = <Answer>(write: Write, accept: number, key: string): Promise<Answer> =>
  send(write, { accept, key });

const encoded = encodeURIComponent;

interface Versioned {
  id: string;
  version: number;
}

/** The three writes of a noun that is listed, made and changed whole. */
const noun = (name: string, strands: { create: boolean }) => ({
  create: (body: object): Write => ({
    ...{ method: 'POST', path: `/${name}`, body },
    ...(strands.create && { canStrand: true }),
  }),
  change: ({ id, version }: Versioned, body: object): Write => ({
    ...{ method: 'PUT', path: `/${name}/${encoded(id)}`, body, version, canStrand: true },
  }),
  remove: ({ id, version }: Versioned, query: Write['query'] = {}): Write => ({
    ...{ method: 'DELETE', path: `/${name}/${encoded(id)}`, query, version, canStrand: true },
  }),
});

export const locations = noun('locations', { create: false });
export const rooms = noun('rooms', { create: false });
export const services = noun('services', { create: false });
export const people = noun('therapists', { create: false });
export const shifts = noun('shifts', { create: false });
export const exceptions = {
  ...noun('shift-exceptions', { create: true }),
  /** All of them or none; one that was changed meanwhile keeps all of them. */
  removeMany: (many: readonly Versioned[]): Write => ({
    ...{ method: 'POST', path: '/shift-exceptions/removals', canStrand: true },
    body: { exceptions: many.map(({ id, version }) => ({ id, version })) },
  }),
};
export const holidays = noun('holidays', { create: true });

/** A time in which a room cannot be used. */
export const outages = {
  create: (roomId: string, body: object): Write => ({
    ...{ method: 'POST', path: `/rooms/${encoded(roomId)}/outages`, body, canStrand: true },
  }),
  remove: (roomId: string, { id, version }: Versioned): Write => ({
    ...{ method: 'DELETE', path: `/rooms/${encoded(roomId)}/outages/${encoded(id)}`, version },
  }),
};

export const timeOff = {
  create: (body: object): Write => ({ method: 'POST', path: '/time-off', body, canStrand: true }),
  /** Strands nothing before it is approved. */
  request: (body: object): Write => ({ method: 'POST', path: '/time-off', body }),
  decide: ({ id, version }: Versioned, decision: 'approve' | 'decline'): Write => ({
    ...{ method: 'POST', path: `/time-off/${encoded(id)}/decision`, body: { decision }, version },
    ...(decision === 'approve' && { canStrand: true }),
  }),
  withdraw: ({ id, version }: Versioned): Write => ({
    ...{ method: 'POST', path: `/time-off/${encoded(id)}/withdrawal`, body: {}, version },
  }),
};

export const changePolicies = (version: number, body: object): Write => ({
  ...{ method: 'PUT', path: '/policies', body, version },
});
