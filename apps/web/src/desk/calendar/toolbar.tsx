import type { DeskCalendar } from '@limber/contracts';
import { useSearch } from '@tanstack/react-router';
import { Plus } from 'lucide-react';
import type { ReactElement } from 'react';
import { buttonClass } from '../../ui/button.tsx';
import { useAddress, useOpen } from '../use-open.ts';
import { calendarTexts as texts } from './calendar.en.ts';
import type { By } from './lane.rules.ts';

const bys: readonly By[] = ['therapist', 'room'];

/** Therapists or rooms, as two halves of one switch. */
export function BySwitch({ by }: { by: By }): ReactElement {
  const show = useAddress();
  return (
    <div
      role="group"
      aria-label={texts.by}
      className="flex rounded-card border border-edge bg-surface p-0.5"
    >
      {bys.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === by}
          onClick={() => show({ by: each === 'room' ? 'room' : undefined, of: undefined })}
          className={`min-h-10 rounded-[8px] px-3 text-15 transition-colors lg:min-h-9 ${
            each === by ? 'bg-sage font-semibold text-ink' : 'text-quiet hover:text-pine'
          }`}
        >
          {texts.byOf[each]}
        </button>
      ))}
    </div>
  );
}

export function PlacePick({
  calendar,
}: {
  calendar: DeskCalendar | undefined;
}): ReactElement | null {
  const { location = '' } = useSearch({ from: '/desk' });
  const show = useAddress();
  const places = calendar?.locations ?? [];
  if (places.length < 2) return null;
  return (
    <select
      aria-label={texts.place}
      value={location}
      onChange={({ target }) => show({ location: target.value || undefined })}
      className="min-h-11 min-w-0 rounded-card border border-edge bg-surface px-3 text-15 hover:border-pine lg:min-h-10"
    >
      <option value="">{texts.everyPlace}</option>
      {places.map(({ id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </select>
  );
}

export function NewButton(): ReactElement {
  const { openNew } = useOpen();
  return (
    <button
      type="button"
      data-testid="new-booking"
      onClick={() => openNew('new')}
      className={buttonClass('main', 'min-h-11! lg:min-h-10! px-4 text-15!')}
    >
      <Plus aria-hidden size={18} />
      {texts.add}
    </button>
  );
}
