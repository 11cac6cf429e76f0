import { now } from '../../api/clinic-clock.ts';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';

/** Today on the clinic's calendar. */
export function useToday(): string {
  const { locale, timeZone } = useStaff().clinic;
  return formatFor(locale, timeZone).date(now());
}
