import type { HoldRequest, HoldView } from '@limber/contracts';

/**
 * What was kept, at another start or again at its own: the same session, hands and place. The starts listed when
 * one is lost were looked for there, and whoever picked a place would not look for themselves across the town.
 */
export const anotherStart = (hold: HoldView, startsAt: string): HoldRequest => ({
  serviceId: hold.serviceId,
  durationMin: hold.durationMin,
  startsAt,
  locationId: hold.locationId,
  therapistId: hold.therapistId,
  ...(hold.secondTherapistId && { partySize: 2 }),
});
