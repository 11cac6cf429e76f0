/** G8 searches beside bookings: nine of ten turns search, one books. */
import { closedLoop, getRequest, openWires, at } from '../wire.mjs';
import { bookWhole, warmUp } from './bookings.mjs';
import { searchOf } from './searches.mjs';
import { countOverlaps, disjointSlots, emptyBook } from './slots.mjs';

const CLIENTS = 16;

async function run(house, seconds, withBookings) {
  const searched = house.clinics[20];
  const nextSlot = disjointSlots(house.clinics.open.therapistIds.length);
  const searches = [
    getRequest(searchOf(searched, 0, 30)),
    ...[0, 1, 2, 3, 4, 5, 7, 8].map((day) => getRequest(searchOf(searched, day, 1))),
  ];
  const times = [];
  const { wires, close } = await openWires([house.apis[0].port], CLIENTS);
  const turn = async (wire, n) => {
    if (withBookings && n % 10 === 9)
      return (await bookWhole(wire, house.clinics.open, nextSlot())).ms;
    const { status, ms } = await wire.send(searches[n % searches.length]);
    if (status !== 200) throw new Error(`a search was answered with ${status}`);
    times.push(ms);
    return ms;
  };
  await closedLoop({ wires, turns: 200, turn });
  times.length = 0;
  await house.apis[0].probe();
  await closedLoop({ wires, seconds, turn });
  const { longestMs, residentMb } = await house.apis[0].probe();
  close();
  times.sort((a, b) => a - b);
  return { p99: at(times, 0.99), count: times.length, longestMs, residentMb };
}

export const g8 = {
  warm: warmUp,
  goal: 'G8',
  title: '16 clients, 90 % searches and 10 % bookings: p99 of a search, against unmixed',
  unit: 'ms',
  most: 3,
  peersInWords: 'Cal.com engine: one search stops its process for more than 1000 ms',
  /** Once is enough: it is long. */
  rounds: 1,
  ours: async (house, { mixedSeconds }) => {
    await emptyBook(house);
    const mixed = await run(house, mixedSeconds, true);
    return { ...mixed, overlaps: await countOverlaps(house) };
  },
  /** The floor is the same load without bookings. */
  floor: (house, { mixedSeconds }) => run(house, mixedSeconds / 4, false),
  value: ({ p99 }) => p99,
  also: ({ longestMs, overlaps, residentMb }) => [
    [`longest stall ${longestMs.toFixed(0)} ms, at most 50`, longestMs <= 50],
    [`${overlaps} overlaps by SQL`, overlaps === 0],
    [`${residentMb.toFixed(0)} MB resident under load`, true],
  ],
};
