import type { CheckInQuestion, DayPlanAmber, MailClaim } from './mail-view.ts';

/**
 * Every sentence of every mail. What is said about massage and soreness keeps to evidence/followups.md
 * section 3 and the claims' allowed copy; subjects and preheaders say nothing about anyone's health, for
 * they show on locked screens.
 */
export const mailTexts = {
  hello: (name: string) => `Hello ${name},`,
  helloNobody: 'Hello,',
  at: (day: string, time: string) => `${day}, ${time}`,
  minutes: (count: number) => (count === 1 ? '1 minute' : `${count} minutes`),
  yourVisit: (when: string, therapist: string) => `Your visit on ${when} with ${therapist}`,

  fact: (label: string, value: string) => `${label}: ${value}`,
  about: (service: string, therapist: string, reference: string) =>
    `${service} with ${therapist}, reference ${reference}`,

  bookingConfirmation: {
    subject: (when: string) => `Booked: ${when}`,
    subjectMoved: (when: string) => `Moved to ${when}`,
    preheader: (place: string) => `At ${place}. Everything you need is inside.`,
    lead: 'Your visit is booked',
    leadMoved: 'Your visit has moved',
    leadChanged: 'Your visit has changed',
    subjectChanged: (when: string) => `Changed: ${when}`,
    instead: (now: string, before: string) => `${now} takes this visit instead of ${before}.`,
    movedFrom: (when: string) => `Before, it was on ${when}.`,
    elsewhere: (now: string, before: string) => `It is at ${now}, no longer at ${before}.`,
    what: 'What',
    serviceAndLength: (service: string, minutes: string) => `${service}, ${minutes}`,
    who: 'With',
    date: 'Date',
    time: 'Time',
    timeRange: (from: string, to: string) => `${from} to ${to}`,
    yourTime: (when: string) => `= ${when} your time`,
    where: 'Where',
    price: 'Price',
    reference: 'Reference',
    freeUntil: (when: string) => `Free to move or cancel until ${when}.`,
    freeNoMore: 'The time for moving or cancelling free of charge has passed.',
    button: 'See or change your booking',
    healthChanges: (phone: string) =>
      `Tell us about health changes before you come: answer this mail or call ${phone}.`,
  },

  bookingRequested: {
    subject: (when: string) => `We have your request: ${when}`,
    preheader: 'The time is kept for you until the clinic answers.',
    lead: 'We have your request',
    movedFrom: (when: string) => `Before, you asked for ${when}.`,
    kept: (when: string) => `The time is kept for you. You hear from us by ${when}.`,
    otherwise: 'If we cannot answer by then, the time is let go and we tell you.',
    button: 'See or change your request',
  },

  bookingDeclined: {
    subject: (when: string) => `Not possible: ${when}`,
    preheader: 'Your request, and other times.',
    lead: 'Not possible',
    declined: 'We are sorry: we cannot offer you this time. It is no longer kept for you.',
    unanswered:
      'We are sorry: nobody could answer your request in time, so it is no longer kept for you.',
    noFee: 'It costs nothing.',
    button: 'See other times',
  },

  bookingCancelled: {
    subject: (when: string) => `Cancelled: ${when}`,
    preheader: 'What was cancelled, and what it costs.',
    lead: 'Cancelled',
    byClient: 'You cancelled this visit. The time is no longer kept for you.',
    byClinic: 'We had to cancel this visit. We are sorry for the change to your plans.',
    noFee: 'There is no cancellation fee.',
    fee: (amount: string) => `Cancellation fee: ${amount}.`,
    button: 'Choose another time',
  },

  reminder: {
    subject: (when: string) => `Reminder: ${when}`,
    preheader: (place: string) => `At ${place}. One tap says that you are coming.`,
    preheaderKnown: (place: string) => `At ${place}. Everything you need is inside.`,
    lead: 'Your next visit',
    attend: 'Yes, I am coming',
    known: 'You have told us that you are coming.',
    move: 'I need another time',
    manage: 'See your booking',
    next: 'Your tap opens a page. Nothing changes until you press there.',
  },

  calendar: {
    summary: (service: string, clinic: string) => `${service}, ${clinic}`,
    with: (therapist: string) => `With ${therapist}.`,
    change: (url: string) => `See or change your booking: ${url}`,
    place: (name: string, address: string) => `${name}, ${address}`,
  },

  series: {
    subjectBooked: (count: number) => `Booked: ${count === 1 ? 'one visit' : `${count} visits`}`,
    subjectCancelled: (count: number) =>
      `Cancelled: ${count === 1 ? 'one visit' : `${count} visits`}`,
    preheader: 'All dates are inside.',
    leadBooked: 'Your visits are booked',
    leadCancelled: 'We had to cancel these visits',
    sorry: 'We are sorry for the change to your plans. There is no cancellation fee.',
    each: (service: string, minutes: string, therapist: string) =>
      `${service}, ${minutes}, with ${therapist}`,
    where: (name: string, address: string) => `At ${name}, ${address}.`,
    change: 'Each visit has its own page, where you can see, move or cancel it:',
    button: 'Choose other times',
  },

  reOffer: {
    subject: (when: string) => `Please choose: your visit on ${when}`,
    preheader: 'The same time is kept for you. One tap answers.',
    lead: (away: string) => `${away} cannot be there`,
    body: (therapist: string) =>
      `We are sorry. ${therapist} does the same work and is free at the same time, in the same room, at the same price.`,
    kept: (therapist: string, when: string) => `We keep ${therapist} for you until ${when}.`,
    accept: (therapist: string) => `Keep my time with ${therapist}`,
    move: 'Choose another time',
    cancel: 'Cancel without a fee',
    next: 'Your tap opens a page. Nothing changes until you press there.',
    textOpen: 'Answer here:',
  },

  waitlist: {
    subjectJoined: 'You are on the waitlist',
    preheaderJoined: 'What you wait for, and how to change it.',
    leadJoined: 'You are on the waitlist',
    titleJoined: (service: string, minutes: string) => `${service}, ${minutes}`,
    withWhom: (therapist: string) => `With ${therapist}.`,
    withAnybody: 'With any therapist.',
    isMove: 'Your booked visit stays yours. It moves only if you accept an earlier time.',
    windowsLead: 'When a time comes free here, you may be offered it by mail:',
    windowOneDay: (day: string, from: string, to: string) => `${day}, ${from} to ${to}`,
    windowDays: (first: string, last: string, from: string, to: string) =>
      `${first} to ${last}, ${from} to ${to} each day`,
    how: 'Up to three people are offered a time at once. The first to accept has it.',
    quiet: (from: string, until: string) =>
      `Between ${from} and ${until} we send no offer, unless the time is less than twelve hours away.`,
    until: (day: string) =>
      `You are on the list until the end of ${day}. We cannot promise a time.`,
    buttonJoined: 'See, change or leave it',

    subjectOffer: (when: string) => `Free for you: ${when}`,
    preheaderOffer: 'Kept for a few minutes. The first to accept has it.',
    leadOffer: 'A time came free',
    kept: (when: string) => `We keep it until ${when}, for you and up to two others.`,
    first: 'The first to accept has it.',
    replaces: (when: string) => `It would replace your visit on ${when}, at the same price.`,
    buttonOffer: 'See the time and accept',
    nextOffer: 'Your tap opens a page. Nothing is booked until you press there.',
    declineHint: 'You can also say no there, or leave the list.',

    subjectTaken: (when: string) => `Taken: ${when}`,
    preheaderTaken: 'Somebody else was quicker this time.',
    leadTaken: 'Just taken',
    stay: 'You stay on the list. When another time comes free, you may hear from us again.',
    ended: 'Your place on the list has ended.',
    buttonTaken: 'See your place on the list',
  },

  aftercare: {
    subject: (day: string) => `After your visit on ${day}`,
    preheader: 'A few lines for the rest of the day, and how to reach us.',
    lead: 'After your visit',
    body: [
      'Mild tenderness for a day can happen. Ease back in, drink as usual and move gently.',
      'Many people feel more relaxed straight afterwards. The calm, and any freer movement, may last only a short while.',
    ],
    question: 'Is anything worrying you?',
    button: 'Yes, show me what to look for',
    otherwise: (phone: string) =>
      `If not, there is nothing to do. With any question, answer this mail or call ${phone}.`,
  },

  checkIn: {
    subject: {
      checkin_24: 'Day one: how are you doing?',
      checkin_48: 'Day two: how are you doing?',
      checkin_72: 'Day three: how are you doing?',
    },
    subjectAfterVisit: 'How are you doing after your visit?',
    preheader: 'One tap, no sign-in.',
    leadTraining: {
      checkin_24: 'One day after your training',
      checkin_48: 'Two days after your training',
      checkin_72: 'Three days after your training',
    },
    leadVisit: 'One day after your visit',
    body: {
      checkin_24:
        'Soreness often still climbs on day one. Light movement helps as much as anything. If you had a massage, it may take the edge off soreness: usually a small drop, and some people notice none.',
      checkin_48:
        'Soreness often peaks on day two or three. If you had a massage, it may be a little milder, or not. We share the evidence, good and bad.',
      checkin_72:
        'By now most people are turning the corner. If you are not, tell us: your answer reaches the clinic, and some symptoms need a clinician, not a massage.',
    },
    bodyVisit:
      'After a massage, mild tenderness for a day can happen. Light movement helps as much as anything. It may take the edge off soreness: usually a small drop, and some people notice none.',
    question: {
      soreness: 'How sore are you right now?',
      stiffness: 'How stiff do you feel right now?',
      sleep: 'How well did you sleep last night?',
      readiness: 'How ready to train do you feel?',
    } satisfies Record<CheckInQuestion, string>,
    low: {
      soreness: '0 not at all',
      stiffness: '0 not at all',
      sleep: '0 very badly',
      readiness: '0 not at all',
    } satisfies Record<CheckInQuestion, string>,
    high: {
      soreness: 'worst imaginable 10',
      stiffness: 'worst imaginable 10',
      sleep: 'very well 10',
      readiness: 'fully ready 10',
    } satisfies Record<CheckInQuestion, string>,
    textHigh: {
      soreness: '10 = worst imaginable',
      stiffness: '10 = worst imaginable',
      sleep: '10 = very well',
      readiness: '10 = fully ready',
    } satisfies Record<CheckInQuestion, string>,
    textLow: {
      soreness: '0 = not at all',
      stiffness: '0 = not at all',
      sleep: '0 = very badly',
      readiness: '0 = not at all',
    } satisfies Record<CheckInQuestion, string>,
    answerLabel: (value: number) => `Answer ${value} of 10`,
    next: 'Your tap opens a page with the number chosen. Nothing is stored until you press save there.',
    textNext: 'The link opens a page. Nothing is stored until you press save there.',
    andAlso: (topics: string) => `The page also asks about ${topics}.`,
    topic: {
      soreness: 'soreness',
      stiffness: 'stiffness',
      sleep: 'sleep',
      readiness: 'how ready to train you feel',
    } satisfies Record<CheckInQuestion, string>,
    until: (when: string) => `No sign-in. The link works until ${when}.`,
    textOpen: 'Answer here:',
  },

  nudge: {
    subject: 'A week since your visit',
    preheader: 'Whether to come again is yours to say.',
    lead: 'One week on',
    body: [
      'Some people find a regular slot helps them stick to their plan. Nobody has proved that it keeps anyone training, and part of what people feel may be expectation.',
      'Book again only if it helped.',
    ],
    button: 'See times',
  },

  safety: {
    subject: 'Important: please read this now',
    preheader: 'A message from the clinic that should not wait.',
    lead: 'Please read this now',
    because: 'Your answer calls for more than we can judge from here. We do not diagnose.',
    call: (number: string) => `Call ${number}`,
    paused: (phone: string) =>
      `New bookings are paused until someone at the clinic has spoken with you. Once you have had help, call us on ${phone}.`,
    symptoms: 'All signs that need a clinician',
  },

  clinicAlert: {
    subject: (reference: string) => `Please look at booking ${reference}`,
    preheader: 'Someone at the clinic should call this client.',
    lead: (reference: string) => `Booking ${reference}`,
    body: (when: string) =>
      `A client's answer of ${when} met a safety rule. What they answered is at the desk only, not in this mail.`,
    todo: 'Contact the client before you change or cancel any of their visits. New bookings are paused until you record a clearance.',
    button: 'Open at the desk',
  },

  dayPlan: {
    visits: (count: number) => (count === 1 ? '1 visit' : `${count} visits`),
    subjectEvening: (day: string, visits: string) => `Your ${day}: ${visits}`,
    subjectMorning: (day: string) => `Your ${day} has changed`,
    preheaderFirst: (time: string) => `The first at ${time}.`,
    preheaderNone: 'Nobody is booked with you so far.',
    preheaderChanged: (count: number) =>
      count === 1 ? '1 change since last evening.' : `${count} changes since last evening.`,
    leadTomorrow: 'Your day tomorrow',
    leadToday: 'Your day today',
    shift: (place: string, from: string, to: string) => `At ${place}, ${from} to ${to}.`,
    noShift: 'You have no shift that day.',
    changed: 'Changed since last evening',
    asNow: 'Your day as it stands',
    none: 'Nobody is booked with you so far.',
    noneLeft: 'Nobody is booked with you any more.',
    range: (from: string, to: string) => `${from} to ${to}`,
    what: (service: string, minutes: string, room: string) => `${service}, ${minutes}, ${room}`,
    newClient: 'New client',
    hasForm: 'Form answered',
    noForm: 'Form missing',
    request: 'Not confirmed yet',
    marks: (marks: readonly string[]) => marks.join(' · '),
    visitLine: (time: string, name: string, what: string, marks: string) =>
      `${time}: ${name}. ${what}. ${marks}.`,
    amber: {
      contact_first: 'Speak with them before anything else',
      mind: 'Something to mind: it is on the day card',
    } satisfies Record<DayPlanAmber, string>,
    change: {
      new: (time: string, name: string, what: string) => `New: ${time}, ${name}. ${what}.`,
      amber: (time: string, name: string, amber: string) => `${time}, ${name}: ${amber}.`,
      moved: (time: string, name: string, before: string) =>
        `Moved: ${time}, ${name}. Before: ${before}.`,
      changed: (time: string, name: string, what: string, before: string) =>
        `Changed: ${time}, ${name}. ${what}. Before: ${before}.`,
      cancelled: (time: string, name: string) => `Cancelled: ${time}, ${name}.`,
      elsewhere: (time: string, name: string) =>
        `No longer with you that day: ${time}, ${name}. It was moved.`,
    },
    health:
      'What your clients answered about their health is on the day card only, not in this mail.',
    button: 'Open the day',
  },

  footer: {
    evidence: 'Evidence for this',
    certainty: (title: string, certainty: MailClaim['certainty']) =>
      `${title}: ${certainty} certainty`,
    symptoms: 'Symptoms that need a clinician',
    stopCheckIns: 'Stop these check-ins',
    stopMarketing: 'Stop mails like this one',
    stopAll: 'Stop everything but mails about bookings',
    whyCheckIns: 'You get check-ins because you ticked them when you booked.',
    whyMarketing: 'You get this mail because you agreed to hear from us.',
    whyDayPlan:
      'You get this mail because you work here. Your clinic can stop it: at the desk, Set-up, People.',
    zone: (place: string, zone: string) => `All times are ${place} time (${zone}).`,
    sentBy: (legalName: string) => `Sent by ${legalName}`,
    link: (label: string, url: string) => `${label}: ${url}`,
  },
} as const;

/** Two names as one: of the therapists of a session for two. */
export const andThen = (first: string, second: string): string => `${first} and ${second}`;
