import type { Problem } from '../core/api/problem.ts';

/** The API's answer to a request that it did not carry out. Branch on `code`. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  /** Also in the server's log. */
  readonly requestId: string;
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(`${problem.status} ${problem.code}: ${problem.detail} (request ${problem.request_id})`);
    this.name = 'ApiError';
    this.status = problem.status;
    this.code = problem.code;
    this.requestId = problem.request_id;
    this.problem = problem;
  }
}
