import { type ReactElement, useEffect, useRef } from 'react';
import type { Format } from './format.ts';

/** The one big thing of a booking: when. Day and time, in the voice face, as the page's title. */
export function BigMoment({ at, format }: { at: string; format: Format }): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${format.moment(at)} · Limber`;
    title.current?.focus({ preventScroll: true });
  }, [at, format]);
  return (
    <h1 ref={title} tabIndex={-1} className="voice nums">
      <span className="block text-21 sm:text-28">
        {format.day(at)}
        <span className="sr-only">, </span>
      </span>
      <span className="block text-40">{format.time(at)}</span>
    </h1>
  );
}
