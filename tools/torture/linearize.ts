import { changesNothing, type ClinicModel, type ModelState, type Step } from './clinic-model.ts';

/**
 * Whether there is an order in which all steps of one batch, each taken alone, would have gone as they went.
 * Answers the state at its end, or null. The steps ran at the same time, so every order is allowed.
 */
export function linearize(
  model: ClinicModel,
  before: ModelState,
  steps: readonly Step[],
): ModelState | null {
  const hopeless = new Set<string>();

  function search(state: ModelState, open: readonly number[]): ModelState | null {
    // What changes nothing and fits now stands in nobody's way: it need not be tried elsewhere.
    const rest = open.filter((n) => {
      const step = steps[n];
      return step && !(changesNothing(step) && model.step(state, step));
    });
    if (rest.length === 0) return state;
    const key = rest.join();
    if (hopeless.has(key)) return null;
    for (const n of rest) {
      const step = steps[n];
      if (!step || changesNothing(step)) continue;
      const next = model.step(state, step);
      const end =
        next &&
        search(
          next,
          rest.filter((other) => other !== n),
        );
      if (end) return end;
    }
    hopeless.add(key);
    return null;
  }

  return search(
    before,
    steps.map((_, n) => n),
  );
}
