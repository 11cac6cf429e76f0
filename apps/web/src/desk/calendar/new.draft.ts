import type {
  DeskBookingRequest,
  DeskCalendar,
  DeskClientList,
  SeriesPreviewRequest,
  ServiceView,
  WalkInRequest,
} from '@limber/contracts';
import { codesToSend } from '../../booking/red-flags.rules.ts';
import { type Clock, instantOfClock } from '../../ui/wall-time.ts';
import { at } from '../day.rules.ts';
import type { Override, OverrideReason } from './check.tsx';
import type { Start } from './ops.requests.ts';

export type KnownClient = DeskClientList[number];
export type Asked = 'none' | 'later' | 'some';

/** What is typed in the panel; kept until it is booked or closed, whatever the clinic answers in between. */
export interface Draft extends Clock {
  therapistId: string;
  roomId: string | null;
  serviceId: string;
  durationMin: number;
  known: KnownClient | null;
  name: string;
  email: string;
  phone: string;
  asked: Asked;
  flags: readonly string[];
  keepAnswers: boolean;
  checkIns: boolean;
  notify: boolean;
  reason: OverrideReason | null;
}

export const emptyDraft = (change: Partial<Draft> = {}): Draft => ({
  ...{
    date: '',
    time: '',
    isAgain: false,
    therapistId: '',
    roomId: null,
    serviceId: '',
    durationMin: 0,
  },
  ...{ known: null, name: '', email: '', phone: '', asked: 'later', flags: [] },
  ...{ keepAnswers: false, checkIns: false, notify: true, reason: null },
  ...change,
});

/**
 * Where it would take place: the room's location, else where the therapist works at that time or that day, else the
 * first place with a room. One without any could not be booked for whatever reason.
 */
export function placeOfStart(
  calendar: DeskCalendar | undefined,
  { therapistId, roomId }: Pick<Draft, 'therapistId' | 'roomId'>,
  startsAt: number,
): string | null {
  if (!calendar) return null;
  const room = calendar.rooms.find(({ id }) => id === roomId);
  if (room) return room.locationId;
  const shifts = calendar.therapists.find(({ id }) => id === therapistId)?.shifts ?? [];
  const now = shifts.find((s) => at(s.startsAt) <= startsAt && at(s.endsAt) > startsAt);
  const hasRoom = (id: string): boolean => calendar.rooms.some((each) => each.locationId === id);
  const open = calendar.locations.find(({ id }) => hasRoom(id)) ?? calendar.locations[0];
  return (now ?? shifts[0])?.locationId ?? open?.id ?? null;
}

/** The start as it is asked about and booked; null while something of it is missing. */
export function startOf(
  draft: Draft,
  calendar: DeskCalendar | undefined,
  walkInAt?: number,
): Start | null {
  const { serviceId, durationMin, therapistId, roomId } = draft;
  if (!calendar || !serviceId || !durationMin || !therapistId) return null;
  const startsAt = walkInAt ?? instantOfClock(draft, calendar.timeZone);
  if (startsAt === null) return null;
  const locationId = placeOfStart(calendar, draft, startsAt);
  if (!locationId) return null;
  return {
    ...{ serviceId, durationMin, therapistId, locationId },
    ...(roomId && { roomId }),
    ...(walkInAt === undefined && { startsAt: new Date(startsAt).toISOString() }),
  };
}

type Party = Omit<
  WalkInRequest,
  'serviceId' | 'durationMin' | 'therapistId' | 'locationId' | 'roomId'
>;

/** Whether a mail can reach whoever it is for. */
export const hasMail = ({ known, email }: Draft): boolean =>
  known ? known.email !== null : email.trim() !== '';

const ADDRESS = /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i;

/** By whom a series would be known already; a half-typed address is nobody's. */
export function seriesClientOf({ known, email }: Draft): SeriesPreviewRequest['client'] {
  if (known) return { clientId: known.id };
  return ADDRESS.test(email.trim()) ? { email: email.trim() } : undefined;
}

export function partyOf(draft: Draft, override: Override | null): Party {
  const { known, name, email, phone, asked, flags, keepAnswers, checkIns, notify } = draft;
  const typed = {
    name: name.trim(),
    ...(email.trim() && { email: email.trim() }),
    ...(phone.trim() && { phone: phone.trim() }),
  };
  const codes = asked === 'none' ? [] : codesToSend(flags);
  return {
    client: known ? { clientId: known.id } : typed,
    screening: asked === 'later' ? null : codes,
    consents: { healthData: asked !== 'later' && keepAnswers, checkIns, marketing: false },
    ...(override && { override }),
    notify: notify && hasMail(draft),
  };
}

export const bookingRequest = (
  start: Start,
  draft: Draft,
  override: Override | null,
): DeskBookingRequest => {
  const { reference: _, startsAt = '', ...rest } = start;
  return { ...rest, startsAt, ...partyOf(draft, override) };
};

export function walkInRequest(
  start: Start,
  draft: Draft,
  override: Override | null,
): WalkInRequest {
  const { reference: _, startsAt: __, ...rest } = start;
  return { ...rest, ...partyOf(draft, override) };
}

/** The length wished if the service has it, else the one nearest to it. */
export function lengthFor(service: ServiceView | undefined, wished: number): number {
  const lengths = service?.durations.map(({ minutes }) => minutes) ?? [];
  return lengths.reduce(
    (best, each) => (Math.abs(each - wished) < Math.abs(best - wished) ? each : best),
    lengths[0] ?? 0,
  );
}

export const hasSomebody = ({ known, name }: Draft): boolean =>
  known !== null || name.trim() !== '';
