import { bookingEntities } from '@limber/booking';
import { calendarsEntities } from '@limber/calendars';
import { clientsEntities } from '@limber/clients';
import { clinicEntities } from '@limber/clinic';
import { followupsEntities } from '@limber/followups';
import { messagingEntities } from '@limber/messaging';
import { AuditEntry, IdempotencyKey, OutboxRow } from '@limber/persistence';

/** Every entity there is, library by library. */
export const entities = [
  ...[OutboxRow, IdempotencyKey, AuditEntry],
  ...clinicEntities,
  ...clientsEntities,
  ...messagingEntities,
  ...followupsEntities,
  ...bookingEntities,
  ...calendarsEntities,
];
