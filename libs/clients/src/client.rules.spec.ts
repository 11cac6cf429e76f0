import { bookedAs, firstNameOf, isForGuardianOnly, mailAddressOf } from './client.rules.ts';

const OWN = 'kim@example.com';
const PARENT = 'pat@example.com';

describe('where a client’s mails go', () => {
  it.each([
    [OWN, null, OWN],
    [OWN, PARENT, PARENT],
    [null, PARENT, PARENT],
    [null, null, null],
  ])('own %s, guardian %s: to %s', (email, guardianEmail, to) => {
    expect(mailAddressOf({ email, guardianEmail })).toBe(to);
  });

  it.each([
    [null, OWN, false],
    [PARENT, PARENT, false],
    [PARENT, ' PAT@example.com', false],
    [PARENT, OWN, true],
  ])('with the guardian %s a mail to %s is held back: %s', (guardianEmail, recipient, held) => {
    expect(isForGuardianOnly({ email: OWN, guardianEmail }, recipient)).toBe(held);
  });
});

describe('as who a client books again', () => {
  it.each([
    [
      { email: OWN, guardianEmail: PARENT, guardianName: 'Pat' },
      { name: 'Kim', email: OWN },
    ],
    [
      { email: null, guardianEmail: PARENT, guardianName: 'Pat' },
      { name: 'Kim', email: PARENT, guardian: { name: 'Pat' } },
    ],
    [{ email: null, guardianEmail: null, guardianName: null }, null],
  ])('%j', (known, as) => {
    expect(bookedAs({ name: 'Kim', ...known })).toEqual(as);
  });
});

describe('how a mail greets', () => {
  it.each([
    [' Ada Hill', 'Ada'],
    ['Ada', 'Ada'],
    ['', ''],
  ])('%j: %j', (name, first) => {
    expect(firstNameOf(name)).toBe(first);
  });
});
