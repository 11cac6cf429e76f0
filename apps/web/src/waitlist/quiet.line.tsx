import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { waitlistTexts } from './waitlist.en.ts';

/** When nothing is offered, as the clinic has set it. */
export function QuietLine(): ReactElement | null {
  const { data: clinic } = useClinic();
  if (!clinic) return null;
  return <p className="nums">{waitlistTexts.join.quiet(clinic.quietFrom, clinic.quietUntil)}</p>;
}
