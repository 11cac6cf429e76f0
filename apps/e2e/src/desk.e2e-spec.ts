import type { Browser } from 'playwright-core';
import { launch, sizes } from './browser.ts';
import {
  blocksTime,
  booksByKeyboard,
  calendarIsAccessible,
  movesByDrag,
  movesByKeys,
  overridesWithReason,
} from './calendar.journeys.ts';
import { deskRecordsClearance, refusedIsPhoned } from './clearance.journeys.ts';
import { Clinic } from './clinic.ts';
import {
  clinicCancels,
  deskIsAccessible,
  deskSeesNoHealth,
  panelByKeyboard,
  sessionEnds,
  stepIsTakenBack,
  therapistReadsHealth,
  wrongPassword,
} from './desk.journeys.ts';
import { therapistsCalendar } from './mail.journeys.ts';
import { connectsOwnCalendar, ownCalendarsAreAccessible } from './private-calendar.journeys.ts';
import { quietHoursAreSet } from './quiet.journeys.ts';
import {
  batchIsAllOrNothing,
  deskLooksOwnerChanges,
  holidayStrands,
  newerVersionKeepsDraft,
  noticeMovesFirstTime,
  overlappingShift,
  priceReachesClients,
  setUpIsAccessible,
  timeOffIsDecided,
} from './setup.journeys.ts';
import { deskOffersByHand } from './waitlist.journeys.ts';

const clinic = Clinic.ofSuite('desk');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

jest.setTimeout(120_000);

describe('the desk', () => {
  it('says one sentence to a wrong password and to nobody', () => wrongPassword(browser, clinic));
  it('tells a therapist on a phone what to know, and opens health answers by a press', () =>
    therapistReadsHealth(browser, clinic));
  it('shows the front desk no word about health', () => deskSeesNoHealth(browser, clinic));
  it('keeps a therapist’s calendar of initials, until it is revoked', () =>
    therapistsCalendar(browser, clinic));
  it('sells no time at which a therapist’s own calendar is busy, also while it cannot be read', () =>
    connectsOwnCalendar(browser, clinic));
  it('phones who needs a clinician’s yes, and then they can book', () =>
    refusedIsPhoned(browser, clinic));
  it('records clearance after a red flag, without seeing what it was', () =>
    deskRecordsClearance(browser, clinic));
  it('cancels for the clinic with a reason, and the client is told', () =>
    clinicCancels(browser, clinic));
  it('sees who waits, offers a time by hand, and takes somebody off', () =>
    deskOffersByHand(browser, clinic));
  it('opens and closes a booking with the keyboard', () => panelByKeyboard(browser, clinic));
  it('takes a refused step back, and says so', () => stepIsTakenBack(browser, clinic));
  it('leads back to the open booking when a session has ended', () => sessionEnds(browser, clinic));
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    deskIsAccessible(browser, clinic, size),
  );
  it.each(sizes)('shows own calendars accessibly at %s size in both themes', (size) =>
    ownCalendarsAreAccessible(browser, clinic, size),
  );
});

describe('the set-up', () => {
  it('says at the field that a shift lies over another, and keeps what was typed', () =>
    overlappingShift(browser, clinic));
  it('lists the bookings a holiday would strand before it is saved, and closes the day', () =>
    holidayStrands(browser, clinic));
  it('saves none of many exceptions when one of them cannot be, and points at it', () =>
    batchIsAllOrNothing(browser, clinic));
  it('changes a price where clients read it, and takes it back', () =>
    priceReachesClients(browser, clinic));
  it('lets a therapist ask for time off and the desk approve it', () =>
    timeOffIsDecided(browser, clinic));
  it('moves the first bookable time with the notice', () => noticeMovesFirstTime(browser, clinic));
  it('sets the quiet hours of mails that can wait', () => quietHoursAreSet(browser, clinic));
  it('keeps a draft over a newer version, and says what changed', () =>
    newerVersionKeepsDraft(browser, clinic));
  it('lets the front desk look at what the owner changes', () =>
    deskLooksOwnerChanges(browser, clinic));
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    setUpIsAccessible(browser, clinic, size),
  );
});

describe('the calendar', () => {
  it('books from an empty time with the keyboard alone, cancels, and takes that back', () =>
    booksByKeyboard(browser, clinic));
  it('says what a time breaks, and books it all the same with a reason', () =>
    overridesWithReason(browser, clinic));
  it('moves a visit by drag, says what changes, and takes it back', () =>
    movesByDrag(browser, clinic));
  it('moves a visit by keys', () => movesByKeys(browser, clinic));
  it('blocks time with a reason and frees it again', () => blocksTime(browser, clinic));
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    calendarIsAccessible(browser, clinic, size),
  );
});
