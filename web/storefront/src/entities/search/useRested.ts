// SPDX-License-Identifier: Apache-2.0
import { useEffect, useState } from 'react';

// A value that changes quickly, such as a text while it is typed, once it has rested so long.
export function useRested<Value>(value: Value, milliseconds: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), milliseconds);
    return () => clearTimeout(timer);
  }, [value, milliseconds]);
  return rested;
}
