import { leadsToTimes } from './check-in.rules.ts';

describe('the way to all times after an answer', () => {
  it.each([
    ['an ordinary answer', 'none', false, true, true],
    ['back to normal', 'resolved', false, true, true],
    ['nothing was offered with the question', 'none', false, false, false],
    ['rest is what helps', 'sore_but_expected', false, true, false],
    ['harm was told', 'adverse_event', false, true, false],
    ['booking is paused', 'none', true, true, false],
  ])('%s', (_, outcome, bookingBlocked, wasOffered, leads) => {
    expect(leadsToTimes({ outcome, bookingBlocked }, wasOffered)).toBe(leads);
  });
});
