// SPDX-License-Identifier: Apache-2.0
// What went wrong with a call: the API's problem+json (RFC 9457), or that no reply came at all.
import type { components } from './schema';

export type Problem = components['schemas']['Problem'];

export class ApiError extends Error {
  readonly status: number;
  // Stable for ever: OUT_OF_STOCK. OFFLINE where no reply came.
  readonly reason: string;
  readonly fields: readonly { field: string; message: string }[];
  readonly metadata: Readonly<Record<string, string>>;
  // Names the call in the platform's logs; empty where no reply came.
  readonly traceId: string;
  // Seconds to wait before the next try; 0 where the reply did not say.
  readonly retryAfter: number;

  constructor(problem: Partial<Problem> & { status: number; reason: string }, retryAfter = 0) {
    super(problem.detail ?? problem.title ?? problem.reason);
    this.name = 'ApiError';
    this.status = problem.status;
    this.reason = problem.reason;
    this.fields = problem.errors ?? [];
    this.metadata = problem.metadata ?? {};
    this.traceId = problem.traceId ?? '';
    this.retryAfter = retryAfter;
  }
}

export const OFFLINE = 'OFFLINE';

// A failure that the same call, sent again, may well not meet.
export function isPassing(error: unknown): boolean {
  return (
    error instanceof ApiError && (error.reason === OFFLINE || error.status === 503 || error.status === 429)
  );
}

export function hasReason(error: unknown, ...reasons: string[]): error is ApiError {
  return error instanceof ApiError && reasons.includes(error.reason);
}

// The failure that a reply tells of; `body` is what its JSON held.
export function errorOf(response: Response, body: unknown): ApiError {
  const retryAfter = Number(response.headers.get('retry-after') ?? 0) || 0;
  const problem = body as Problem | undefined;
  if (typeof problem === 'object' && problem?.reason) {
    return new ApiError({ ...problem, status: response.status }, retryAfter);
  }
  return new ApiError({ status: response.status, reason: `HTTP_${response.status}` }, retryAfter);
}

export async function readError(response: Response): Promise<ApiError> {
  return errorOf(response, await response.json().catch(() => undefined));
}
