import type { DeskBookingRequest } from '@limber/contracts';

type Reason = NonNullable<DeskBookingRequest['override']>['reason'];

export const checkTexts = {
  checking: 'Looking at this time',
  free: (room: string | null) => (room ? `This time is free, in ${room}.` : 'This time is free.'),
  brokenTitle: 'This time breaks a rule',
  blockedTitle: 'This time cannot be booked',
  blockedHint: 'Two bookings may never lie on one therapist or one room.',
  why: 'Reason to book it all the same',
  pick: 'Choose a reason',
  pickFirst: 'Choose a reason, or another time.',
  instead: 'Free with the same therapist',
  reasons: {
    client_asked: 'The client asked for it',
    therapist_agreed: 'The therapist agreed',
    urgent: 'It is urgent',
    regular_arrangement: 'It is a regular arrangement',
    rearranging_the_day: 'The day is being rearranged',
    fixing_a_mistake: 'It puts a mistake right',
    other: 'Another reason',
  } satisfies Record<Reason, string>,
} as const;
