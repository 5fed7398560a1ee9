// The one door to the network. Typed by the contract; every call either answers data or throws Refused or Unreachable.
import createClient from 'openapi-fetch';

import { problem_from, Refused, Unreachable } from './problem';
import type { paths } from './schema';

const patience_ms = 15_000;

let signed_out: () => void = () => {};

// Called when the server says that the session is over.
export function on_signed_out(callback: () => void): void {
  signed_out = callback;
}

export const session_ended = (): void => signed_out();

async function patient_fetch(request: Request): Promise<Response> {
  const signal = AbortSignal.any([request.signal, AbortSignal.timeout(patience_ms)]);
  return fetch(new Request(request, { signal }));
}

export const client = createClient<paths>({ baseUrl: location.origin, fetch: patient_fetch });

interface Answer<T> {
  data?: T;
  error?: unknown;
  response: Response;
}

export async function answer_of<T>(call: Promise<Answer<T>>): Promise<T> {
  let answer: Answer<T>;
  try {
    answer = await call;
  } catch (error) {
    throw new Unreachable(String(error));
  }
  const { response } = answer;
  if (response.ok) return answer.data as T;
  if (response.status === 401 && !response.url.endsWith('/v1/session')) signed_out();
  throw new Refused(problem_from(answer.error, response.status));
}
