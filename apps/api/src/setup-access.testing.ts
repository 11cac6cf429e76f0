/** What each role may do with the set-up: own means a therapist's own and nobody else's. */
type Right = 'owner' | 'desk' | 'staff';

const ID = '00000000-0000-4000-8000-000000000001';

/** Every route of the set-up: method, path as the API document has it, who may. */
export const setupRoutes: readonly [method: string, path: string, right: Right][] = [
  ['get', 'stranded', 'desk'],
  ['get', 'locations', 'desk'],
  ['post', 'locations', 'owner'],
  ['put', 'locations/{id}', 'owner'],
  ['get', 'rooms', 'desk'],
  ['post', 'rooms', 'owner'],
  ['put', 'rooms/{id}', 'owner'],
  ['post', 'rooms/{id}/outages', 'desk'],
  ['put', 'rooms/{id}/outages/{outageId}', 'desk'],
  ['delete', 'rooms/{id}/outages/{outageId}', 'desk'],
  ['get', 'services', 'desk'],
  ['post', 'services', 'owner'],
  ['put', 'services/{id}', 'owner'],
  ['get', 'policies', 'desk'],
  ['put', 'policies', 'owner'],
  ['get', 'therapists', 'desk'],
  ['post', 'therapists', 'owner'],
  ['put', 'therapists/{id}', 'owner'],
  ['get', 'shifts', 'staff'],
  ['post', 'shifts', 'desk'],
  ['put', 'shifts/{id}', 'desk'],
  ['delete', 'shifts/{id}', 'desk'],
  ['get', 'shift-exceptions', 'staff'],
  ['post', 'shift-exceptions', 'desk'],
  ['post', 'shift-exceptions/removals', 'desk'],
  ['put', 'shift-exceptions/{id}', 'desk'],
  ['delete', 'shift-exceptions/{id}', 'desk'],
  ['get', 'holidays', 'staff'],
  ['post', 'holidays', 'desk'],
  ['put', 'holidays/{id}', 'desk'],
  ['delete', 'holidays/{id}', 'desk'],
  ['get', 'time-off', 'staff'],
  ['post', 'time-off', 'staff'],
  ['post', 'time-off/{id}/decision', 'desk'],
  ['post', 'time-off/{id}/withdrawal', 'staff'],
];

const BODILESS = /^delete |withdrawal$/;

/**
 * As rows of the matrix: what is let in and then asked for more answers 422, whether body or query is wrong;
 * what is not let in is 404.
 */
export const setupRows = <Who extends string>(
  all: (status: number) => Record<Who, number>,
  of: Record<Right, readonly Who[]>,
): [string, string, () => string, Record<Who, number>][] =>
  setupRoutes.map(([method, path, right]) => {
    const row = all(404);
    for (const who of of[right]) row[who] = method === 'get' ? 200 : 422;
    const query = BODILESS.test(`${method} ${path}`) ? '?nothing=1' : '';
    const filled = `desk/${path.replace(/\{\w+\}/g, ID)}${query}`;
    return [method.toUpperCase(), `set-up: ${path}`, () => filled, row];
  });
