import type { DeskWaitlistEntry } from '@limber/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { now } from '../../api/clinic-clock.ts';
import { useTherapists } from '../../api/clinic.queries.ts';
import { useTimes } from '../../booking/use-times.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { addDays, type Format } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useOnceKey } from '../../waitlist/join.page.tsx';
import { say } from '../said.store.ts';
import { deskWaitlistTexts } from './waitlist.en.ts';
import { offerByHand, WAITLIST } from './waitlist.requests.ts';

const texts = deskWaitlistTexts.pick;
const DAYS = 7;

interface Choice {
  startsAt: string;
  therapistId: string;
}

interface Props {
  entry: DeskWaitlistEntry;
  format: Format;
  onBack: () => void;
}

/** Every free start of a week, once for each who could give it. */
function useChoices({ entry }: Pick<Props, 'entry'>, from: string) {
  const times = useTimes({
    ...{ serviceId: entry.service.id, durationMin: entry.durationMin },
    ...{ from, to: addDays(from, DAYS - 1), therapistId: entry.therapist?.id },
    locationId: entry.location?.id,
  });
  const choices: Choice[] = (times.data?.days ?? []).flatMap(({ slots }) =>
    slots.flatMap(({ startsAt, therapistIds }) =>
      therapistIds.map((therapistId) => ({ startsAt, therapistId })),
    ),
  );
  return { times, choices };
}

const keyOf = ({ startsAt, therapistId }: Choice): string => `${startsAt}|${therapistId}`;

function useOffer({ entry, format, onBack }: Props) {
  const cache = useQueryClient();
  const onceKey = useOnceKey();
  return useMutation({
    mutationFn: (choice: Choice) => offerByHand(entry.id, choice, onceKey(choice)),
    onSuccess: (_, { startsAt }) => {
      say('done', deskWaitlistTexts.sent(entry.clientName, format.shortMoment(startsAt)));
      onBack();
    },
    onSettled: () => {
      void cache.invalidateQueries({ queryKey: WAITLIST });
      void cache.invalidateQueries({ queryKey: ['times'] });
    },
  });
}

interface TimesProps extends Pick<Props, 'format'> {
  choices: readonly Choice[];
  chosen: Choice;
  onPick: (key: string) => void;
}

function Times({ choices, chosen, format, onPick }: TimesProps): ReactElement {
  const { data: therapists = [] } = useTherapists();
  const nameOf = (id: string): string => therapists.find((each) => each.id === id)?.name ?? '';
  return (
    <Select
      label={texts.title}
      value={keyOf(chosen)}
      options={choices.map((choice) => ({
        value: keyOf(choice),
        label: texts.time(format.shortMoment(choice.startsAt), nameOf(choice.therapistId)),
      }))}
      onPick={onPick}
    />
  );
}

/** A free time, chosen by the desk, for one person. */
export function OfferPick(props: Props): ReactElement {
  const { entry, format, onBack } = props;
  const today = format.date(now());
  const first = entry.windows.map(({ from }) => from).sort()[0] ?? today;
  const [from, setFrom] = useState(first > today ? first : today);
  const [picked, setPicked] = useState('');
  const { times, choices } = useChoices(props, from);
  const offer = useOffer(props);
  const chosen = choices.find((choice) => keyOf(choice) === picked) ?? choices[0];
  return (
    <section aria-label={texts.title} className="rise space-y-3">
      <p className="text-15 text-quiet">{texts.lead}</p>
      <div className="grid items-end gap-3 sm:grid-cols-2">
        <Field
          type="date"
          label={texts.day}
          min={today}
          value={from}
          onChange={({ target }) => target.value && setFrom(target.value)}
        />
        {chosen && <Times {...{ choices, chosen, format }} onPick={setPicked} />}
      </div>
      {times.isPending && <Skeleton rows={1} />}
      {times.isError && <Trouble error={times.error} onRetry={() => void times.refetch()} />}
      {times.data && choices.length === 0 && <p className="text-15">{texts.nothing}</p>}
      {offer.isError && <Trouble error={offer.error} />}
      <div className="flex flex-wrap gap-2">
        {chosen && (
          <Button
            data-testid="offer-it"
            isBusy={offer.isPending}
            onClick={() => offer.mutate(chosen)}
          >
            {texts.send}
          </Button>
        )}
        <Button look="quiet" onClick={onBack}>
          {deskWaitlistTexts.back}
        </Button>
      </div>
    </section>
  );
}
