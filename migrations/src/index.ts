import { TenancyAndClock1795392000001 } from './0001-tenancy-and-clock.ts';
import { Clinic1795392000002 } from './0002-clinic.ts';
import { Clients1795392000003 } from './0003-clients.ts';
import { Booking1795392000004 } from './0004-booking.ts';
import { Messages1795392000005 } from './0005-messages.ts';
import { Followups1795392000006 } from './0006-followups.ts';
import { Accounts1795392000007 } from './0007-accounts.ts';
import { IntakeAndClearance1795392000008 } from './0008-intake-and-clearance.ts';
import { BusyTime1795392000009 } from './0009-busy-time.ts';
import { Setup1795392000010 } from './0010-setup.ts';
import { Moves1795392000011 } from './0011-moves.ts';
import { DeskOps1795392000012 } from './0012-desk-ops.ts';
import { Waitlist1795392000013 } from './0013-waitlist.ts';
import { Mail1795392000014 } from './0014-mail.ts';
import { Outcomes1795392000015 } from './0015-outcomes.ts';
import { Jobs1795392000016 } from './0016-jobs.ts';
import { SetupVersion1795392000017 } from './0017-setup-version.ts';
import { BusyPlan1795392000019 } from './0019-busy-plan.ts';
import { MailWording1795392000020 } from './0020-mail-wording.ts';
import { DayPlans1795392000021 } from './0021-day-plans.ts';
import { MailReports1795392000022 } from './0022-mail-reports.ts';
import { ClaimsAndVacuum1795392000023 } from './0023-claims-and-vacuum.ts';
import { DemoWalk1795392000027 } from './0027-demo-walk.ts';
import { LedgerIndex1795392000028 } from './0028-ledger-index.ts';
import { PlaceLost1795392000029 } from './0029-place-lost.ts';
import { WaitingYoung1795392000030 } from './0030-waiting-young.ts';
import { ReachableAddress1795392000034 } from './0034-reachable-address.ts';
import { PrivateCalendars1795392000035 } from './0035-private-calendars.ts';
import { MovedFromPlace1795392000036 } from './0036-moved-from-place.ts';
import { CheapClaims1795392000037 } from './0037-cheap-claims.ts';
import { CalendarsAtRest1795392000038 } from './0038-calendars-at-rest.ts';
import { HoldTerms1795392000041 } from './0041-hold-terms.ts';
import { EndedHolds1795392000043 } from './0043-ended-holds.ts';

/** The one history of the schema, oldest first. Never edit one that has landed; add the next. */
export const migrations = [
  TenancyAndClock1795392000001,
  Clinic1795392000002,
  Clients1795392000003,
  Booking1795392000004,
  Messages1795392000005,
  Followups1795392000006,
  Accounts1795392000007,
  IntakeAndClearance1795392000008,
  BusyTime1795392000009,
  Setup1795392000010,
  Moves1795392000011,
  DeskOps1795392000012,
  Waitlist1795392000013,
  Mail1795392000014,
  Outcomes1795392000015,
  Jobs1795392000016,
  SetupVersion1795392000017,
  BusyPlan1795392000019,
  MailWording1795392000020,
  DayPlans1795392000021,
  MailReports1795392000022,
  ClaimsAndVacuum1795392000023,
  DemoWalk1795392000027,
  LedgerIndex1795392000028,
  PlaceLost1795392000029,
  WaitingYoung1795392000030,
  ReachableAddress1795392000034,
  PrivateCalendars1795392000035,
  MovedFromPlace1795392000036,
  CheapClaims1795392000037,
  CalendarsAtRest1795392000038,
  HoldTerms1795392000041,
  EndedHolds1795392000043,
];
