import type { ReactElement } from 'react';
import type { Format } from '../ui/format.ts';
import { yourTime } from './your-time.ts';

/** One line below a time of the clinic for whoever reads it in another zone. */
export function YourTimeLine({ at, format }: { at: string; format: Format }): ReactElement | null {
  const elsewhere = yourTime(at, format);
  return elsewhere === null ? null : <p className="nums text-15 text-quiet">{elsewhere}</p>;
}
