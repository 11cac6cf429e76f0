import type { Claim } from '@limber/evidence';
import { CalendarCheck, CalendarClock } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatDate } from '../ui/format.ts';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { isOverdue } from './claim.rules.ts';
import { claimTexts as texts } from './evidence.en.ts';

/** When the claim was last held against its studies, and whether that is too long ago. */
export function ReviewDate({ claim }: { claim: Claim }): ReactElement {
  const format = useFormat();
  const today = format.date(useNow(60_000));
  const isLate = isOverdue(claim, today);
  const checked = formatDate(format.locale, claim.dateChecked, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  const Icon = isLate ? CalendarClock : CalendarCheck;
  return (
    <div data-testid="review-date" data-overdue={isLate} className="nums text-15">
      <p className="flex items-center gap-2">
        <Icon aria-hidden size={18} className={isLate ? 'text-amber' : 'text-quiet'} />
        <span>{`${texts.checked} ${checked}`}</span>
      </p>
      {isLate && (
        <p className="mt-2 rounded-card border border-amber bg-amber-wash px-3 py-2">
          <span className="font-semibold">{texts.overdue}</span>
          <span className="block text-13">{texts.overdueWhy}</span>
        </p>
      )}
    </div>
  );
}
