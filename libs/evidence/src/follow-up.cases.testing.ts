import type { FollowUpCase } from './follow-up.testing.ts';

/** Worked follow-up plans with local and UTC times written out. */
export const followUpCases: readonly FollowUpCase[] = [
  {
    id: 'F01',
    title: 'Plain winter case, London',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-12T11:00:00Z',
      sessionStart: '2026-01-12T15:00:00Z',
      sessionEnd: '2026-01-12T16:00:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-01-12 17:00'],
        ['checkin_24', '2026-01-13 10:00'],
        ['checkin_48', '2026-01-14 10:00'],
        ['checkin_72', '2026-01-15 10:00'],
        ['nudge_7d', '2026-01-19 16:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-12T17:00Z'],
        ['checkin_24', '2026-01-13T10:00Z'],
        ['checkin_48', '2026-01-14T10:00Z'],
        ['checkin_72', '2026-01-15T10:00Z'],
        ['nudge_7d', '2026-01-19T16:00Z'],
      ],
      dropped: [],
    },
  },
  {
    id: 'F02',
    title: 'Late session: aftercare waits for 08:00; later 24 h check-in is too close and dropped',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T16:00:00Z',
      bookedAt: '2026-01-12T17:00:00Z',
      sessionStart: '2026-01-12T19:30:00Z',
      sessionEnd: '2026-01-12T20:30:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-01-13 08:00'],
        ['checkin_48', '2026-01-14 16:00'],
        ['checkin_72', '2026-01-15 16:00'],
        ['nudge_7d', '2026-01-19 20:30'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-13T08:00Z'],
        ['checkin_48', '2026-01-14T16:00Z'],
        ['checkin_72', '2026-01-15T16:00Z'],
        ['nudge_7d', '2026-01-19T20:30Z'],
      ],
      dropped: [['checkin_24', 'min_gap']],
    },
  },
  {
    id: 'F04',
    title: 'Spring DST (London 29 Mar 2026): elapsed hours kept, wall clock moves +1',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-03-28T10:00:00Z',
      bookedAt: '2026-03-28T10:30:00Z',
      sessionStart: '2026-03-28T14:00:00Z',
      sessionEnd: '2026-03-28T15:00:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-03-28 16:00'],
        ['checkin_24', '2026-03-29 11:00'],
        ['checkin_48', '2026-03-30 11:00'],
        ['checkin_72', '2026-03-31 11:00'],
        ['nudge_7d', '2026-04-04 15:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-03-28T16:00Z'],
        ['checkin_24', '2026-03-29T10:00Z'],
        ['checkin_48', '2026-03-30T10:00Z'],
        ['checkin_72', '2026-03-31T10:00Z'],
        ['nudge_7d', '2026-04-04T14:00Z'],
      ],
      dropped: [],
    },
  },
  {
    id: 'F05',
    title: 'Autumn DST (London 25 Oct 2026): elapsed hours kept, wall clock moves -1',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-10-24T10:00:00Z',
      bookedAt: '2026-10-24T10:30:00Z',
      sessionStart: '2026-10-24T13:00:00Z',
      sessionEnd: '2026-10-24T14:00:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-10-24 16:00'],
        ['checkin_24', '2026-10-25 10:00'],
        ['checkin_48', '2026-10-26 10:00'],
        ['checkin_72', '2026-10-27 10:00'],
        ['nudge_7d', '2026-10-31 15:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-10-24T15:00Z'],
        ['checkin_24', '2026-10-25T10:00Z'],
        ['checkin_48', '2026-10-26T10:00Z'],
        ['checkin_72', '2026-10-27T10:00Z'],
        ['nudge_7d', '2026-10-31T15:00Z'],
      ],
      dropped: [],
    },
  },
  {
    id: 'F07',
    title: 'Autumn DST New York (1 Nov 2026) pulls a check-in out of quiet hours',
    input: {
      tz: 'America/New_York',
      trainingEndedAt: '2026-11-01T01:30:00Z',
      bookedAt: '2026-11-01T02:00:00Z',
      sessionStart: '2026-11-01T13:30:00Z',
      sessionEnd: '2026-11-01T14:00:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-11-01 10:00'],
        ['checkin_24', '2026-11-01 20:30'],
        ['checkin_48', '2026-11-02 20:30'],
        ['checkin_72', '2026-11-03 20:30'],
        ['nudge_7d', '2026-11-08 09:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-11-01T15:00Z'],
        ['checkin_24', '2026-11-02T01:30Z'],
        ['checkin_48', '2026-11-03T01:30Z'],
        ['checkin_72', '2026-11-04T01:30Z'],
        ['nudge_7d', '2026-11-08T14:00Z'],
      ],
      dropped: [],
    },
  },
  {
    id: 'F09',
    title: 'Booked 30 h after training: the 24 h check-in never existed',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-13T16:00:00Z',
      sessionStart: '2026-01-13T18:00:00Z',
      sessionEnd: '2026-01-13T18:30:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-01-13 19:30'],
        ['checkin_48', '2026-01-14 10:00'],
        ['checkin_72', '2026-01-15 10:00'],
        ['nudge_7d', '2026-01-20 18:30'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-13T19:30Z'],
        ['checkin_48', '2026-01-14T10:00Z'],
        ['checkin_72', '2026-01-15T10:00Z'],
        ['nudge_7d', '2026-01-20T18:30Z'],
      ],
      dropped: [['checkin_24', 'before_booking']],
    },
  },
  {
    id: 'F10',
    title: 'No training on record: one check-in 24 h after the session',
    input: {
      tz: 'Australia/Sydney',
      bookedAt: '2026-06-01T00:00:00Z',
      sessionStart: '2026-06-02T00:00:00Z',
      sessionEnd: '2026-06-02T01:00:00Z',
    },
    expect: {
      send: [
        ['aftercare', '2026-06-02 12:00'],
        ['checkin_24', '2026-06-03 11:00'],
        ['nudge_7d', '2026-06-09 11:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-06-02T02:00Z'],
        ['checkin_24', '2026-06-03T01:00Z'],
        ['nudge_7d', '2026-06-09T01:00Z'],
      ],
      dropped: [],
    },
  },
  {
    id: 'F11',
    title: 'No marketing consent, then opt-out of everything at 30 h',
    input: {
      tz: 'Europe/London',
      consent: { checkins: true, marketing: false },
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-12T11:00:00Z',
      sessionStart: '2026-01-12T15:00:00Z',
      sessionEnd: '2026-01-12T16:00:00Z',
      events: [{ type: 'opt_out_all', at: '2026-01-13T16:00:00Z' }],
    },
    expect: {
      send: [
        ['aftercare', '2026-01-12 17:00'],
        ['checkin_24', '2026-01-13 10:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-12T17:00Z'],
        ['checkin_24', '2026-01-13T10:00Z'],
      ],
      dropped: [
        ['nudge_7d', 'no_consent'],
        ['checkin_48', 'opt_out_all'],
        ['checkin_72', 'opt_out_all'],
      ],
    },
  },
  {
    id: 'F12',
    title: 'Session cancelled before it starts: nothing goes out',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-12T11:00:00Z',
      sessionStart: '2026-01-12T15:00:00Z',
      sessionEnd: '2026-01-12T16:00:00Z',
      events: [{ type: 'cancelled', at: '2026-01-12T12:30:00Z' }],
    },
    expect: {
      send: [],
      sendUtc: [],
      dropped: [
        ['aftercare', 'cancelled'],
        ['checkin_24', 'cancelled'],
        ['checkin_48', 'cancelled'],
        ['checkin_72', 'cancelled'],
        ['nudge_7d', 'cancelled'],
      ],
    },
  },
  {
    id: 'F14',
    title: 'Soreness 8 answered at the 72 h check-in: treated as red flag, nudge stopped',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-12T11:00:00Z',
      sessionStart: '2026-01-12T15:00:00Z',
      sessionEnd: '2026-01-12T16:00:00Z',
      events: [{ type: 'answer', soreness: 8, at: '2026-01-15T10:03:00Z' }],
    },
    expect: {
      send: [
        ['aftercare', '2026-01-12 17:00'],
        ['checkin_24', '2026-01-13 10:00'],
        ['checkin_48', '2026-01-14 10:00'],
        ['checkin_72', '2026-01-15 10:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-12T17:00Z'],
        ['checkin_24', '2026-01-13T10:00Z'],
        ['checkin_48', '2026-01-14T10:00Z'],
        ['checkin_72', '2026-01-15T10:00Z'],
      ],
      dropped: [['nudge_7d', 'red_flag']],
      safety: { bookingBlocked: true, clinicAlert: true },
    },
  },
  {
    id: 'F15',
    title:
      'Soreness 1 at 48 h: resolved, no 72 h check-in; marketing opt-out then removes the nudge',
    input: {
      tz: 'Europe/London',
      trainingEndedAt: '2026-01-12T10:00:00Z',
      bookedAt: '2026-01-12T11:00:00Z',
      sessionStart: '2026-01-12T15:00:00Z',
      sessionEnd: '2026-01-12T16:00:00Z',
      events: [
        { type: 'answer', soreness: 1, at: '2026-01-14T10:10:00Z' },
        { type: 'opt_out_marketing', at: '2026-01-16T09:00:00Z' },
      ],
    },
    expect: {
      send: [
        ['aftercare', '2026-01-12 17:00'],
        ['checkin_24', '2026-01-13 10:00'],
        ['checkin_48', '2026-01-14 10:00'],
      ],
      sendUtc: [
        ['aftercare', '2026-01-12T17:00Z'],
        ['checkin_24', '2026-01-13T10:00Z'],
        ['checkin_48', '2026-01-14T10:00Z'],
      ],
      dropped: [
        ['checkin_72', 'resolved'],
        ['nudge_7d', 'opt_out_marketing'],
      ],
    },
  },
];
