import type { Problem } from '@limber/contracts';
import { OfflineError, ProblemError } from './problem.ts';

interface Options {
  body?: unknown;
  headers?: Record<string, string>;
  signal?: AbortSignal;
}

/** The clinic whose pages these are. One installation serves one clinic's site. */
export const CLINIC = 'demo';
export const clinicPath = (path: string): string => `/api/v1/clinics/${CLINIC}${path}`;

const unreadable = (status: number): Problem => ({
  type: 'about:blank',
  title: '',
  status,
  detail: '',
  code: status === 503 ? 'UNAVAILABLE' : 'INTERNAL',
  requestId: '',
});

async function problemOf(answer: Response): Promise<Problem> {
  try {
    return (await answer.json()) as Problem;
  } catch {
    return unreadable(answer.status);
  }
}

/**
 * One request. The shapes come from libs/contracts as types only: the api validates with the same
 * schemas, so the browser need not carry a validator.
 */
export async function request<Answer>(
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  { body, headers = {}, signal }: Options = {},
): Promise<Answer> {
  let answer: Response;
  try {
    answer = await fetch(path, {
      method,
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
  } catch (error) {
    if (signal?.aborted) throw error;
    throw new OfflineError(error);
  }
  // A gateway that cannot reach the clinic is no different from no network at all.
  if (answer.status === 502 || answer.status === 504) throw new OfflineError(answer.status);
  if (!answer.ok) throw new ProblemError(await problemOf(answer));
  return (answer.status === 204 ? undefined : await answer.json()) as Answer;
}

export const withQuery = (path: string, query: Record<string, string | undefined>): string => {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) search.set(name, value);
  return `${path}?${search.toString()}`;
};
