// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';
import { platformNow } from '../api/clock';

// Whole seconds until a time, counted down once a second; 0 once it has passed, undefined without a time.
export function useCountdown(until: string | undefined): number | undefined {
  const end = until === undefined ? undefined : Date.parse(until);
  const [now, setNow] = useState(() => platformNow());
  // A time that comes later than the page counts from then on.
  const [counted, setCounted] = useState(end);
  if (counted !== end) {
    setCounted(end);
    setNow(platformNow());
  }
  const over = end === undefined || now >= end;
  useEffect(() => {
    if (over) return;
    const timer = setInterval(() => setNow(platformNow()), 1000);
    return () => clearInterval(timer);
  }, [over, end]);
  return end === undefined ? undefined : Math.max(0, Math.ceil((end - now) / 1000));
}
