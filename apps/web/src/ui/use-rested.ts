import { useEffect, useState } from 'react';

/** The last value that rested for a moment: typing, or walking a scale with the arrow keys, asks once. */
export function useRested<Value>(value: Value, calmMs: number): Value {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), calmMs);
    return () => clearTimeout(timer);
  }, [value, calmMs]);
  return rested;
}
