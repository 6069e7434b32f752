// SPDX-License-Identifier: Apache-2.0
// Failures in the reader's words: by reason where we have words for it, else by kind.
import i18next from 'i18next';
import type { Messages } from '.';
import { ApiError } from '../api/problem';

export function errorText(error: unknown): string {
  return i18next.t(keyOf(error), { ns: 'errors' });
}

function keyOf(error: unknown): keyof Messages['errors'] {
  if (!(error instanceof ApiError)) return 'UNKNOWN';
  if (i18next.exists(error.reason, { ns: 'errors' })) return error.reason as keyof Messages['errors'];
  switch (error.status) {
    case 400:
    case 413:
    case 415:
    case 422:
      return 'INVALID';
    case 401:
      return 'SESSION_LOST';
    case 403:
      return 'FORBIDDEN';
    case 404:
      return 'NOT_FOUND';
    case 409:
    case 412:
      return 'CONFLICT';
    case 429:
      return 'RATE_LIMITED';
    case 503:
    case 504:
      return 'UNAVAILABLE';
    default:
      return 'UNKNOWN';
  }
}
