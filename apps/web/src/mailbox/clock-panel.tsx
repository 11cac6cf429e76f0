import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { advanceClock, now } from '../api/clinic-clock.ts';
import { Button } from '../ui/button.tsx';
import { addDays, type Format } from '../ui/format.ts';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { useNow } from '../ui/use-now.ts';
import { instantOfWall } from '../ui/wall-time.ts';
import { mailboxTexts as texts } from './mailbox.en.ts';

const MORNING = '08:00';
const SECOND = 1000;

/** Quiet hours end at 08:00: what waited through the night is sent then. */
function toMorning(format: Format): string {
  const today = format.date(now());
  const ahead = [today, addDays(today, 1)]
    .map((date) => instantOfWall(date, MORNING, format.timeZone) - now())
    .find((ms) => ms > 0);
  return `PT${Math.ceil((ahead ?? 0) / SECOND) + 1}S`;
}

export function ClockPanel({ onMoved }: { onMoved: () => void }): ReactElement {
  const format = useFormat();
  const at = useNow(1_000);
  const move = useMutation({
    mutationFn: (advance: string) => advanceClock(advance),
    onSuccess: onMoved,
  });
  const buttons: [string, () => string][] = [
    [texts.hour, () => 'PT1H'],
    [texts.day, () => 'PT24H'],
    [texts.morning, () => toMorning(format)],
  ];
  return (
    <section
      id="clock"
      aria-label={texts.clock}
      className="grid gap-4 rounded-card border border-line bg-surface p-5 lg:grid-cols-[1fr_auto] lg:items-center"
    >
      <div>
        <p className="nums text-21 font-semibold" data-testid="clock">
          {format.moment(at)}
        </p>
        <p className="text-15 text-quiet">{texts.clockLead}</p>
      </div>
      <div className="nums flex flex-wrap gap-2">
        {buttons.map(([label, advance]) => (
          <Button
            key={label}
            look="quiet"
            isBusy={move.isPending}
            onClick={() => move.mutate(advance())}
          >
            {label}
          </Button>
        ))}
      </div>
      {move.isError && <Trouble error={move.error} />}
    </section>
  );
}
