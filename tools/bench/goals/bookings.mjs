/** G6 bookings of disjoint times by 8 clients, G7 by one: hold and confirm, durable. */
import { closedLoop, openWires } from '../wire.mjs';
import {
  bookingRequest,
  countOverlaps,
  disjointSlots,
  emptyBook,
  floorRequest,
  holdRequest,
} from './slots.mjs';

/** The whole way: the time is held, then confirmed with client, screening, consents, mails and follow-ups. */
export async function bookWhole(wire, clinic, { start, therapist }) {
  const hold = await wire.send(holdRequest(clinic, start, therapist));
  if (hold.status !== 201) throw new Error(`a hold was answered with ${hold.status}: ${hold.body}`);
  const booking = await wire.send(bookingRequest(clinic, JSON.parse(hold.body)));
  if (booking.status !== 201) {
    throw new Error(`a booking was answered with ${booking.status}: ${booking.body}`);
  }
  return { holdMs: hold.ms, ms: hold.ms + booking.ms };
}

/**
 * Once a run, before the first goal that books: both processes as after a morning's work, when the compiler has
 * seen every path, and the database too, which has looked at its tables by then (autovacuum does within a minute of
 * the first fifty rows): what it planned while they were empty reads all bookings for every one. A floor of two dozen
 * lines needs no such time.
 */
export function warmUp(house, bookings) {
  house.warmedUp ??= bookOften(house, bookings);
  return house.warmedUp;
}

async function bookOften(house, bookings) {
  const clinic = house.clinics.open;
  await emptyBook(house);
  const nextSlot = disjointSlots(clinic.therapistIds.length);
  const ports = house.apis.map(({ port }) => port);
  const { wires, close } = await openWires(ports, 8);
  const turns = bookings * ports.length;
  await closedLoop({
    wires,
    turns,
    turn: async (wire) => (await bookWhole(wire, clinic, nextSlot())).ms,
  });
  close();
  await house.owner.query('VACUUM ANALYZE');
  await emptyBook(house);
}

async function loadOurs(house, connections, seconds) {
  const clinic = house.clinics.open;
  await emptyBook(house);
  const nextSlot = disjointSlots(clinic.therapistIds.length);
  const ports = house.apis.slice(0, 1).map(({ port }) => port);
  const { wires, close } = await openWires(ports, connections);
  const holds = [];
  const turn = async (wire) => {
    const { holdMs, ms } = await bookWhole(wire, clinic, nextSlot());
    holds.push(holdMs);
    return ms;
  };
  await closedLoop({ wires, turns: 20 * connections, turn });
  holds.length = 0;
  const measured = await closedLoop({ wires, seconds, turn });
  close();
  holds.sort((a, b) => a - b);
  const overlaps = await countOverlaps(house);
  return { ...measured, overlaps, holdP50: holds[holds.length >> 1] };
}

async function loadFloor(house, connections, seconds) {
  await emptyBook(house);
  const nextSlot = disjointSlots(house.clinics.open.therapistIds.length);
  const { wires, close } = await openWires([house.floor.port], connections);
  const turn = async (wire) => {
    const { start, therapist } = nextSlot();
    const { status, ms } = await wire.send(floorRequest(start, therapist));
    if (status !== 201) throw new Error(`the floor answered ${status}`);
    return ms;
  };
  await closedLoop({ wires, turns: 20 * connections, turn });
  const measured = await closedLoop({ wires, seconds, turn });
  close();
  return measured;
}

const also = ({ overlaps }) => [[`${overlaps} overlaps by SQL`, overlaps === 0]];

export const g6 = {
  warm: warmUp,
  goal: 'G6',
  title: 'bookings of disjoint times, 8 clients, durable: per second',
  unit: '/s',
  least: 0.35,
  recordedFloor: 4592,
  peers: { 'Easy!Appointments': 107 },
  ours: (house, { seconds }) => loadOurs(house, 8, seconds),
  floor: (house, { seconds }) => loadFloor(house, 8, Math.min(seconds, 2)),
  value: ({ perSecond }) => perSecond,
  also: (run) => [...also(run), [`hold alone p50 ${run.holdP50.toFixed(1)} ms`, true]],
};

export const g7 = {
  warm: warmUp,
  goal: 'G7',
  title: 'one booking, one client: p50',
  unit: 'ms',
  most: 4,
  recordedFloor: 0.9,
  peers: { 'Easy!Appointments': 12.5 },
  ours: (house, { seconds }) => loadOurs(house, 1, seconds),
  floor: (house, { seconds }) => loadFloor(house, 1, Math.min(seconds, 2)),
  value: ({ p50 }) => p50,
  also: (run) => [
    ...also(run),
    [`p99 ${run.p99.toFixed(1)} ms, at most 10`, run.p99 <= 10],
    [`hold alone p50 ${run.holdP50.toFixed(1)} ms`, true],
  ],
};
