import { type RefObject, useEffect, useRef, useState } from 'react';

/** The width a picture may take: text in it keeps its size on every screen. */
export function useWidth(initial: number): [RefObject<HTMLDivElement | null>, number] {
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(initial);
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      const wide = Math.round(entry?.contentRect.width ?? 0);
      // Folded away it has none, and nothing can be drawn in it.
      if (wide > 0) setWidth(wide);
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
