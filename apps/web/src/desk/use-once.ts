import { useRef } from 'react';
import { newKey } from '../browser-ids.ts';

/** One key a body: sent again unchanged, because the network was lost, it is made once; changed, it is another. */
export function useOnce(): (body: unknown) => string {
  const kept = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (kept.current.body !== text) kept.current = { body: text, key: newKey() };
    return kept.current.key;
  };
}
