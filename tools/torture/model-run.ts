import { scheduleBreaches } from '@limber/testing';
import fc from 'fast-check';
import { ClinicModel, EMPTY, type ModelState, type Step } from './clinic-model.ts';
import { linearize } from './linearize.ts';
import { type Op, ModelClients } from './model-clients.ts';
import type { Scenario } from './scenario.ts';
import type { World } from './world.ts';

/** What fast-check carries from command to command. */
interface Known {
  state: ModelState;
}

/** Two to sixteen clients press at the same moment; afterwards it must be clear in which order it happened. */
class Batch implements fc.AsyncCommand<Known, ModelClients> {
  constructor(private readonly ops: readonly Op[]) {}

  check = (): boolean => true;

  async run(known: Known, clients: ModelClients): Promise<void> {
    const began = await clients.now();
    const steps = await clients.together(this.ops);
    const ended = await clients.now();
    const expiring = [...known.state.holds.values()].some(
      ({ kind, expiresAt }) => kind === 'live' && expiresAt > began && expiresAt <= ended,
    );
    if (expiring) throw new Error('a hold expired while a batch was under way: run this alone');
    const model = new ClinicModel(clients.plan, began);
    const state = linearize(model, known.state, steps);
    if (!state) throw new Error(`no order explains:\n${steps.map(told).join('\n')}`);
    known.state = state;
    await assertSame(model, state, clients);
  }

  toString = (): string => `Batch(${JSON.stringify(this.ops)})`;
}

/** Six minutes: a hold lives through the first and not through the second, an extended one through two. */
class TimePasses implements fc.AsyncCommand<Known, ModelClients> {
  check = (): boolean => true;

  run = (_: Known, clients: ModelClients): Promise<void> => clients.wait('PT6M');

  toString = (): string => 'TimePasses';
}

/** What SQL says stands is what the model says stands, no more and no less. */
async function assertSame(
  model: ClinicModel,
  state: ModelState,
  clients: ModelClients,
): Promise<void> {
  const expected = model
    .claims(state)
    .flatMap(({ therapistId, roomId, start, end }) =>
      [therapistId, ...(roomId ? [roomId] : [])].map((id) => `${id} ${start} ${end}`),
    );
  const found = await clients.standing();
  if (expected.sort().join('\n') !== found.sort().join('\n')) {
    throw new Error(`the model has\n${expected.join('\n')}\nSQL has\n${found.join('\n')}`);
  }
  for (const [reference, { standing, revision }] of state.bookings) {
    const is = `${standing ? 'confirmed' : 'cancelled'} ${revision}`;
    const told = await clients.bookingState(reference);
    if (told !== is) throw new Error(`${reference} is ${told} and not ${is}`);
  }
  const breaches = await scheduleBreaches(clients.world.db);
  if (breaches.length > 0) throw new Error(breaches.join('\n'));
}

const told = (step: Step): string =>
  JSON.stringify(step, (_, value: unknown) =>
    value instanceof Set ? [...(value as Set<string>)] : value,
  );

const nth = fc.nat(50);
const slot = fc.record({
  /** Quarters from 10:00. */
  quarter: fc.nat(10),
  length: fc.constantFrom(30, 60),
  /** 3 = whoever is free */
  therapist: fc.nat(3),
});
const op: fc.Arbitrary<Op> = fc.oneof(
  { weight: 5, arbitrary: fc.record({ do: fc.constant('hold' as const), slot }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('confirm' as const), nth }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('move' as const), nth, slot }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), nth }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('search' as const), length: slot.map((s) => s.length) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('extend' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('release' as const), nth }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('block' as const), slot }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unblock' as const), nth }) },
);
const batch = fc
  .array(op, { minLength: 2, maxLength: 16, size: 'max' })
  .map((ops) => new Batch(ops));
const commands = fc.commands([batch, batch, batch, fc.constant(new TimePasses())], {
  maxCommands: 8,
  size: 'max',
});

/** One random day after the other; the seed of a day is the run's own plus its number. */
export function modelRun(): Scenario {
  let batches = 0;
  return {
    name: 'model',
    promise: '2 to 16 clients do anything at once: some order of it explains every answer',
    rounds: 60,
    small: 4,
    remarks: () => `${batches} batches explained`,
    async play(world: World, round: number) {
      const seed = world.seed + round;
      const result = await fc.check(
        fc.asyncProperty(commands, async (day) => {
          const clients = await ModelClients.open(world);
          await fc.asyncModelRun(() => ({ model: { state: EMPTY }, real: clients }), day);
          batches += clients.batches;
        }),
        { seed, numRuns: 1, endOnFailure: true },
      );
      if (result.failed) {
        const cause = result.errorInstance as Error | undefined;
        throw new Error(`again with --only model --rounds 1 --seed ${seed}: ${cause?.message}`);
      }
    },
  };
}
