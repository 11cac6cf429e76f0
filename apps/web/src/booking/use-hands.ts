import type { HoldView } from '@limber/contracts';
import { useTherapists } from '../api/clinic.queries.ts';
import { twoTexts } from './two.en.ts';

/** Whose hands a time is kept for: one name, or both. */
export function useHands(hold: Pick<HoldView, 'therapistId' | 'secondTherapistId'> | null): string {
  const { data: therapists = [] } = useTherapists();
  const nameOf = (id: string | null | undefined): string =>
    therapists.find((each) => each.id === id)?.name ?? '';
  const [first, second] = [nameOf(hold?.therapistId), nameOf(hold?.secondTherapistId)];
  return second ? twoTexts.both(first, second) : first;
}
