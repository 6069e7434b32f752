// SPDX-License-Identifier: Apache-2.0
import { useState } from 'react';
import { platformNow } from '@ecommerce/shared/api/clock';
import { ApiError } from '@ecommerce/shared/api/problem';
import { useCountdown } from '@ecommerce/shared/ui/useCountdown';

// Seconds until the next try counts, after a reply that said so; 0 otherwise.
export function useRetryPause(): [seconds: number, learn: (error: unknown) => void] {
  const [until, setUntil] = useState<string>();
  const seconds = useCountdown(until) ?? 0;
  const learn = (error: unknown) => {
    if (error instanceof ApiError && error.status === 429 && error.retryAfter > 0)
      setUntil(new Date(platformNow() + error.retryAfter * 1000).toISOString());
  };
  return [seconds, learn];
}
