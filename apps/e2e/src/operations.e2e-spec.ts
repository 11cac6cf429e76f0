import type { Browser } from 'playwright-core';
import { launch, sizes } from './browser.ts';
import { Clinic } from './clinic.ts';
import { officeIsAccessible, ownerLooksBehind } from './desk.journeys.ts';
import { stopIsLiftedAtBooking, stopIsLiftedFromList } from './mail.journeys.ts';
import { reOfferIsAnswered, twoAreIll } from './rearranging.journeys.ts';
import { oneThumb, requestIsAnswered, seriesWithConflict, walksIn } from './taking-in.journeys.ts';
import {
  ownerWordsAMail,
  plannedMailsAreCounted,
  wordingIsAccessible,
} from './wording.journeys.ts';

const clinic = Clinic.ofSuite('operations');
let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

jest.setTimeout(120_000);

describe('a day that does not go as planned', () => {
  it('somebody is ill: a client keeps the time with somebody else, moves or cancels by the mail', () =>
    reOfferIsAnswered(browser, clinic));
  it('two are ill: what can be is offered, nobody twice; the rest is moved by hand, and back', () =>
    twoAreIll(browser, clinic));
});

describe('taking somebody in', () => {
  it('books a series, every date looked at before it is saved', () =>
    seriesWithConflict(browser, clinic));
  it('answers requests with yes and no, and each client hears it', () =>
    requestIsAnswered(browser, clinic));
  it('starts a walk-in with a name alone', () => walksIn(browser, clinic));
  it('goes through a visit on a phone with one thumb', () => oneThumb(browser, clinic));
});

describe('the clinic’s own words', () => {
  it('are tried by the owner, refused where they say too much, and read by the next client', () =>
    ownerWordsAMail(browser, clinic));
  it('change planned mails only when asked to; of two owners the second is told', () =>
    plannedMailsAreCounted(browser, clinic));
  it.each(sizes)('are accessible at %s size in both themes', (size) =>
    wordingIsAccessible(browser, clinic, size),
  );
});

describe('an address whose mails are stopped', () => {
  it('is told at the booking, and gets what was held once the desk says why it may', () =>
    stopIsLiftedAtBooking(browser, clinic));
  it('stands in the list of all, from where it is lifted the same way', () =>
    stopIsLiftedFromList(browser, clinic));
});

describe('behind the scenes', () => {
  it.each(sizes)('shows whether the worker runs and which mails failed, %s', (size) =>
    ownerLooksBehind(browser, clinic, size),
  );
});

describe('what waits for the desk', () => {
  it.each(sizes)('is accessible at %s size in both themes', (size) =>
    officeIsAccessible(browser, clinic, size),
  );
});
