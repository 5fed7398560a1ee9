// What can go wrong with a call: the server refused with a problem document, or it could not be reached at all.
import type { Problem } from './types';

export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
  }
}

export class Unreachable extends Error {}

// Answers that say nothing about the request itself: the same request may be sent again later.
export function worth_retrying(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof Refused && (error.problem.status >= 500 || error.problem.status === 429 || error.problem.status === 408);
}

export function problem_from(body: unknown, status: number): Problem {
  if (typeof body === 'object' && body !== null && 'code' in body && 'title' in body) return body as Problem;
  return { type: 'about:blank', title: `HTTP ${status}`, status, code: status >= 500 ? 'unavailable' : 'internal' };
}
