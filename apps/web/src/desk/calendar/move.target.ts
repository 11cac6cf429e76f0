import type { DeskMoveRequest } from '@limber/contracts';

export type Notify = DeskMoveRequest['notify'];

/** A visit as it stands, with all a move needs to know of it. */
export interface Movable {
  reference: string;
  revision: number;
  serviceId: string;
  durationMin: number;
  startsAt: string;
  clientName: string;
  therapist: { id: string; name: string };
  room: { id: string; name: string };
  locationId: string;
}

export interface Target {
  /** Epoch milliseconds. */
  startsAt: number;
  therapist: { id: string; name: string };
  /** Left out: a room that is free. */
  room?: { id: string; name: string } | undefined;
  locationId: string;
}
