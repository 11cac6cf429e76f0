import type { Browser } from 'playwright-core';
import {
  bookAgain,
  checkInByTap,
  mailOpensTheApp,
  manageAndCancel,
  rebookByTap,
} from './after.journeys.ts';
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
import { launch, sizes } from './browser.ts';
import { Clinic } from './clinic.ts';
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
import { keepsOwnCalendar, saysIAmComing } from './mail.journeys.ts';
import { bookForTwo, moveOnAPhone, oldLinkIsCurrent, secondTabHears } from './move.journeys.ts';
import { everyPageIsAccessible } from './pages.journeys.ts';
import { firstToAccept } from './waitlist.journeys.ts';

const clinic = Clinic.ofSuite('client');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

jest.setTimeout(120_000);

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
  it('books the same again with two taps to a time and nothing to type', () =>
    bookAgain(browser, clinic));
  it('moves the visit on a phone, and back', () => moveOnAPhone(browser, clinic));
  it('lands on the current booking by the first mail’s link; the mails’ files keep one entry in a calendar', () =>
    oldLinkIsCurrent(browser, clinic));
  it('books for two, and the visit moves as one', () => bookForTwo(browser, clinic));
  it('hears in a second tab that the booking was moved', () => secondTabHears(browser, clinic));
  it('waits for a time, is offered it, and has it by being first', () =>
    firstToAccept(browser, clinic));
  it('says "I am coming" behind the reminder’s button', () => saysIAmComing(browser, clinic));
  it('keeps a calendar of their own, and stops it', () => keepsOwnCalendar(browser, clinic));
  it('reads the confirmation in the mailbox', () => mailOpensTheApp(browser, clinic));
  it('answers a check-in by one tap and a press, may correct it, and stops them with one click', () =>
    checkInByTap(browser, clinic));
  it('books the next session with the same press, sees their own answers, and is heard when hurt', () =>
    rebookByTap(browser, clinic));
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
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    evidenceIsAccessible(browser, clinic, size),
  );
});

describe('a red flag', () => {
  it('cannot be walked around by going back, by an address or by a reload', () =>
    refuseHasNoWayAround(browser, clinic));
  it('stops at the last step too, and sends nothing', () => lateSignStops(browser, clinic));
  it('says what to do without a network', () => signWithoutNetwork(browser, clinic));
});

describe('every page', () => {
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    everyPageIsAccessible(browser, clinic, size),
  );
});

describe('the first view', () => {
  it('loads less than 150 kB of script', async () => {
    expect(await firstViewWeight(browser, clinic)).toBeLessThan(150_000);
  });
});
