import type { ReOfferState, ReOffersResult } from '@limber/contracts';

const count = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;
const bookings = (n: number): string => count(n, 'booking', 'bookings');
type Refusal = ReOffersResult['refused'][number]['code'];

export const sickTexts = {
  title: 'Sick calls',
  lead: 'Who is away is taken out of the times at once. Nothing that is booked is cancelled: offer each client somebody else at the same time.',
  report: 'Report a sick call',
  who: 'Who is away',
  needWho: 'Choose at least one therapist.',
  from: 'From',
  to: 'Until the end of',
  needDays: 'The last day must not come before the first.',
  go: 'Away from now on',
  going: 'Saving',
  reported: (names: string) => `${names}: away. The bookings are listed below.`,
  none: 'Nobody is reported sick.',
  away: (when: string) => `Away ${when}`,
  affected: (n: number, elsewhere: number) => {
    if (elsewhere === 0) return n === 0 ? 'No bookings in that time.' : `${bookings(n)}.`;
    const others = `${n === 0 ? bookings(elsewhere) : `${elsewhere} more`} in that time`;
    return `${n === 0 ? '' : `${bookings(n)}. `}${others} listed with another sick call.`;
  },
  choose: (name: string, when: string) => `Offer ${name}, ${when}, somebody else`,
  instead: (name: string) => `Instead for ${name}`,
  forTwo: 'A session for two, arranged by hand.',
  nobody: 'Nobody equally skilled is free there then.',
  noMail: 'No e-mail address: no offer can reach them.',
  noPhone: 'No phone number.',
  arrange: 'Rearrange',
  arrangeFor: (name: string) => `Rearrange the visit of ${name}`,
  offer: (n: number) => `Offer to ${count(n, 'client', 'clients')}`,
  offering: 'Sending',
  offered: (n: number) =>
    `${count(n, 'offer is', 'offers are')} on the way. Each client accepts, moves or cancels free with one tap.`,
  notOffered: (n: number) => `${count(n, 'offer', 'offers')} could not be made.`,
  refusals: {
    NOT_FOUND: 'is no longer booked',
    NO_EMAIL: 'has no e-mail address',
    NOT_FREE: 'the time is no longer free',
    ALREADY_OFFERED: 'has an offer already',
    TOO_LATE: 'it begins too soon',
    FOR_TWO: 'a session for two: move it or cancel it',
  } satisfies Record<Refusal, string>,
  states: {
    offered: 'Offered',
    accepted: 'Accepted',
    moved: 'Moved by the client',
    cancelled: 'Cancelled by the client, free',
    expired: 'No answer in time',
    withdrawn: 'Taken back',
  } satisfies Record<ReOfferState, string>,
  until: (who: string, when: string) => `${who}, answer by ${when}`,
  withdraw: 'Take the offer back',
  withdrawn: 'The offer is taken back; its time is free again.',
  open: 'Open the booking of ',
  notNow: 'Not now',
} as const;
