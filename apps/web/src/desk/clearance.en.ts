import type { ClearanceOnFile, ClearanceState } from '@limber/contracts';

type When = (at: string) => string;

/** It ends with the midnight after its last day; what is said is that day. */
const lastMoment = (at: string): string => new Date(Date.parse(at) - 1).toISOString();

export const clearanceTexts = {
  title: 'Online booking is paused for this client',
  waits: (when: string) => `Since ${when}.`,
  lead: {
    red_flag:
      'An answer of theirs was a warning sign. Phone them first; whether a session can take place is for them and a clinician to say.',
    answers:
      'An answer of theirs needs a clinician’s yes first. Phone them; you need not know which answer it was.',
  } satisfies Record<ClearanceState['waitsFor'][number], string>,
  start: 'We have spoken: record clearance',
  form: 'Record clearance',
  clinician: 'Whose yes is it?',
  clinicianHint: 'Name and practice, for example Dr Okafor, Arch Lane Surgery. May stay empty.',
  until: 'Holds until',
  untilHint: 'The last day it counts, at most a year ahead.',
  save: 'Record it and open booking again',
  back: 'Back',
  done: (name: string) => `Clearance is recorded. ${name} can book again.`,
  onFile: 'Clearance on file',
  line: (
    { scope, givenAt, givenBy, clinician, expiresAt, isValid }: ClearanceOnFile,
    when: When,
  ): string => {
    const what =
      scope === 'red_flag' ? 'Spoken with after a warning sign' : 'A clinician has agreed';
    const whose = clinician ? ` (${clinician})` : '';
    const by = givenBy ? `, recorded by ${givenBy}` : '';
    const until = expiresAt
      ? `. ${isValid ? 'Holds until' : 'Held until'} ${when(lastMoment(expiresAt))}`
      : '';
    return `${what}${whose}${by} on ${when(givenAt)}${until}`;
  },
  soreness: 'Unusual soreness.',
  waiting: {
    title: 'To phone',
    blocked: 'Before they can book',
    lead: 'They cannot book online until somebody has spoken with them. What they answered is not shown here.',
    nobody: 'Nobody is waiting for a call.',
    since: (when: string) => `waiting since ${when}`,
    record: (name: string) => `We have spoken: record clearance for ${name}`,
  },
  callBack: {
    title: 'To call back after a visit',
    lead: 'They told us after a visit that something is not right. What it is, they say on the phone.',
    done: 'We have called',
    doneFor: (name: string) => `We have called ${name}`,
    said: (name: string) => `${name} has been called back.`,
    noPhone: 'No phone number on file.',
  },
} as const;
