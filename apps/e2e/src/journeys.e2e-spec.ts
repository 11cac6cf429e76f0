import type { Browser } from 'playwright-core';
import { checkInByTap, mailOpensTheApp, manageAndCancel, rebookByTap } from './after.journeys.ts';
import {
  backKeepsAnswers,
  firstViewWeight,
  keyboardOnly,
  lostTimeKeepsTheForm,
  offlineKeepsTheForm,
  redFlagStops,
  relaxOnADesktop,
  trainedOnAPhone,
} from './booking.journeys.ts';
import { launch } from './browser.ts';
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
import {
  cardTellsBothSides,
  chartTableAgrees,
  chosenTimeIsMarked,
  claimByKeyboard,
  effectsAreToScale,
  evidenceIsAccessible,
  lateSignStops,
  oldReviewIsMarked,
  refuseHasNoWayAround,
  signWithoutNetwork,
  suggestionStaysWithBooking,
} from './evidence.journeys.ts';
import { intakeAfterBooking } from './intake.journeys.ts';
import { bookForTwo, moveOnAPhone, oldLinkIsCurrent, secondTabHears } from './move.journeys.ts';
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
import { everyPageIsAccessible } from './pages.journeys.ts';

const clinic = new Clinic(process.env['LIMBER_URL'] ?? 'http://localhost:3000');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

jest.setTimeout(300_000);

describe('the client', () => {
  it('books after a long run on a phone with ten presses and three fields', () =>
    trainedOnAPhone(browser, clinic));
  it('answers the longer health questions after booking, and cancels nothing by it', () =>
    intakeAfterBooking(browser, clinic));
  it('books an hour of calm on a desktop with five presses and three fields', () =>
    relaxOnADesktop(browser, clinic));
  it('books with the keyboard alone', () => keyboardOnly(browser, clinic));
  it('is stopped by a red flag, with what to do and whom to call', () =>
    redFlagStops(browser, clinic));
  it('keeps the form when the time is lost at the last press', () =>
    lostTimeKeepsTheForm(browser, clinic));
  it('keeps the form when the network is lost at the last press', () =>
    offlineKeepsTheForm(browser, clinic));
  it('goes back without losing an answer', () => backKeepsAnswers(browser, clinic));
  it('sees the cost before cancelling, by a link that stays good', () =>
    manageAndCancel(browser, clinic));
  it('moves the visit on a phone, and back', () => moveOnAPhone(browser, clinic));
  it('lands on the current booking by the first mail’s link', () =>
    oldLinkIsCurrent(browser, clinic));
  it('books for two, and the visit moves as one', () => bookForTwo(browser, clinic));
  it('hears in a second tab that the booking was moved', () => secondTabHears(browser, clinic));
  it('reads the confirmation in the mailbox', () => mailOpensTheApp(browser, clinic));
  it('answers a check-in by one tap and a press, and may correct it', () =>
    checkInByTap(browser, clinic));
  it('books the next session with the same press', () => rebookByTap(browser, clinic));
});

describe('evidence', () => {
  it('is reached from the suggestion with the keyboard alone, with its studies on both sides', () =>
    claimByKeyboard(browser, clinic));
  it('is told on the card from both sides, with what else could be done', () =>
    cardTellsBothSides(browser, clinic));
  it('stays with the booking as it was said', () => suggestionStaysWithBooking(browser, clinic));
  it('is drawn to scale', () => effectsAreToScale(browser, clinic));
  it('is marked when its review is older than 24 months', () => oldReviewIsMarked(browser, clinic));
  it('says in the table and the file what the soreness chart draws', () =>
    chartTableAgrees(browser, clinic));
  it('marks the chosen time in the chart, and says what "best fit" means', () =>
    chosenTimeIsMarked(browser, clinic));
  it.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('is accessible at %s size in the %s theme', (size, theme) =>
    evidenceIsAccessible(browser, clinic, size, theme),
  );
});

describe('a red flag', () => {
  it('cannot be walked around by going back, by an address or by a reload', () =>
    refuseHasNoWayAround(browser, clinic));
  it('stops at the last step too, and sends nothing', () => lateSignStops(browser, clinic));
  it('says what to do without a network', () => signWithoutNetwork(browser, clinic));
});

describe('every page', () => {
  it.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('is accessible at %s size in the %s theme', (size, theme) =>
    everyPageIsAccessible(browser, clinic, size, theme),
  );
});

describe('the first view', () => {
  it('loads less than 150 kB of script', async () => {
    expect(await firstViewWeight(browser, clinic)).toBeLessThan(150_000);
  });
});

describe('the desk', () => {
  it('says one sentence to a wrong password and to nobody', () => wrongPassword(browser, clinic));
  it('tells a therapist on a phone what to know, and opens health answers by a press', () =>
    therapistReadsHealth(browser, clinic));
  it('shows the front desk no word about health', () => deskSeesNoHealth(browser, clinic));
  it('phones who needs a clinician’s yes, and then they can book', () =>
    refusedIsPhoned(browser, clinic));
  it('records clearance after a red flag, without seeing what it was', () =>
    deskRecordsClearance(browser, clinic));
  it('cancels for the clinic with a reason, and the client is told', () =>
    clinicCancels(browser, clinic));
  it('opens and closes a booking with the keyboard', () => panelByKeyboard(browser, clinic));
  it('takes a refused step back, and says so', () => stepIsTakenBack(browser, clinic));
  it('leads back to the open booking when a session has ended', () => sessionEnds(browser, clinic));
  it.each([
    ['phone', 'light'],
    ['desktop', 'dark'],
  ] as const)('is accessible at %s size in the %s theme', (size, theme) =>
    deskIsAccessible(browser, clinic, size, theme),
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
  it('keeps a draft over a newer version, and says what changed', () =>
    newerVersionKeepsDraft(browser, clinic));
  it('lets the front desk look at what the owner changes', () =>
    deskLooksOwnerChanges(browser, clinic));
  it.each([
    ['phone', 'light'],
    ['desktop', 'dark'],
  ] as const)('is accessible at %s size in the %s theme', (size, theme) =>
    setUpIsAccessible(browser, clinic, size, theme),
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
  it.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('is accessible at %s size in the %s theme', (size, theme) =>
    calendarIsAccessible(browser, clinic, size, theme),
  );
});
