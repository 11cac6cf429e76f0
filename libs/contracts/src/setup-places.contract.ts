import { z } from 'zod';
import { Instant, LocalDate, Uuid } from './primitives.contract.ts';
import {
  AcceptStranded,
  Feature,
  localSpan,
  Named,
  SetupParams,
  Version,
  WallTime,
  WallTimeEnd,
  Weekday,
} from './setup.contract.ts';

const Name = z.string().trim().min(1).max(120);
const OpeningHours = z.strictObject({ weekday: Weekday, opens: WallTime, closes: WallTimeEnd });

export const DeskLocation = z
  .object({
    id: Uuid,
    name: z.string(),
    address: z.string(),
    timeZone: z.string(),
    openingHours: z.array(OpeningHours),
    resetInsideShift: z
      .boolean()
      .meta({ description: 'Prep and rest must fit into the shift too, not only hands-on time' }),
    active: z.boolean(),
    version: Version,
  })
  .meta({ id: 'DeskLocation' });
export type DeskLocation = z.infer<typeof DeskLocation>;
export const DeskLocationList = z.array(DeskLocation);

/** The zone is looked up by the service: one that does not exist has its own code. */
export const NewLocation = z
  .strictObject({
    name: Name,
    address: z.string().trim().min(1).max(300),
    timeZone: z.string().min(1).max(64),
    openingHours: z.array(OpeningHours).max(50),
    resetInsideShift: z.boolean(),
  })
  .meta({ id: 'NewLocation' });
export type NewLocation = z.infer<typeof NewLocation>;
export const LocationChange = NewLocation.extend({
  active: z.boolean(),
  acceptStranded: AcceptStranded,
}).meta({ id: 'LocationChange' });
export type LocationChange = z.infer<typeof LocationChange>;

/** When a room cannot be used; `to` null: until further notice. Dates and times are the location's. */
const outage = {
  ...localSpan,
  to: LocalDate.nullable(),
  reason: z.string().trim().max(200),
};
export const RoomOutage = z
  .object({
    id: Uuid,
    from: LocalDate,
    startTime: z.string().nullable(),
    to: LocalDate.nullable(),
    endTime: z.string().nullable(),
    reason: z.string(),
    startsAt: Instant,
    endsAt: Instant.nullable(),
    version: Version,
  })
  .meta({ id: 'RoomOutage' });
export type RoomOutage = z.infer<typeof RoomOutage>;
export const NewRoomOutage = z
  .strictObject({ ...outage, acceptStranded: AcceptStranded })
  .meta({ id: 'NewRoomOutage' });
export type NewRoomOutage = z.infer<typeof NewRoomOutage>;
export const RoomOutageParams = SetupParams.extend({ outageId: Uuid });

export const DeskRoom = z
  .object({
    id: Uuid,
    location: Named,
    name: z.string(),
    features: z.array(z.string()),
    capacity: z.int(),
    active: z.boolean(),
    outages: z.array(RoomOutage).meta({ description: 'Running and coming ones' }),
    version: Version,
  })
  .meta({ id: 'DeskRoom' });
export type DeskRoom = z.infer<typeof DeskRoom>;
export const DeskRoomList = z.array(DeskRoom);

const room = {
  name: Name,
  features: z.array(Feature).max(30),
  capacity: z.int().min(1).max(4),
};
export const NewRoom = z.strictObject({ locationId: Uuid, ...room }).meta({ id: 'NewRoom' });
export type NewRoom = z.infer<typeof NewRoom>;
/** A room never moves to another location: bookings point to it. */
export const RoomChange = z
  .strictObject({ ...room, active: z.boolean(), acceptStranded: AcceptStranded })
  .meta({ id: 'RoomChange' });
export type RoomChange = z.infer<typeof RoomChange>;

export const DeskHoliday = z
  .object({
    id: Uuid,
    date: LocalDate,
    name: z.string(),
    location: Named.nullable().meta({ description: 'null: all locations' }),
    version: Version,
  })
  .meta({ id: 'DeskHoliday' });
export type DeskHoliday = z.infer<typeof DeskHoliday>;
export const DeskHolidayList = z.array(DeskHoliday);
/** Also the body of a change: a holiday is small enough to be sent whole. */
export const NewHoliday = z
  .strictObject({
    date: LocalDate,
    name: Name,
    locationId: Uuid.nullable().default(null),
    acceptStranded: AcceptStranded,
  })
  .meta({ id: 'NewHoliday' });
export type NewHoliday = z.infer<typeof NewHoliday>;
export const HolidayQuery = z.strictObject({
  from: LocalDate.optional().meta({ description: 'Clinic-local; today when left out' }),
});
export type HolidayQuery = z.infer<typeof HolidayQuery>;
