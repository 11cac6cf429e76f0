import type { DeskWave } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { type Format, formatFor } from '../../ui/format.ts';
import { Notice } from '../../ui/notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useStaff } from '../me.context.ts';
import { useOpen } from '../use-open.ts';
import { deskWaitlistTexts } from './waitlist.en.ts';
import { wavesQuery } from './waitlist.requests.ts';

const texts = deskWaitlistTexts.log;
type Offered = DeskWave['offers'][number];

function Person({ offer }: { offer: Offered }): ReactElement {
  const { open } = useOpen();
  const { reference, rank, clientName, service, durationMin, state } = offer;
  const name = texts.person(rank, clientName);
  return (
    <li className="flex flex-wrap justify-between gap-x-4 text-15">
      <span className="min-w-0 break-words">
        {reference ? (
          <button
            type="button"
            className="link min-h-11 lg:min-h-0"
            onClick={() => open(reference)}
          >
            {name}
          </button>
        ) : (
          name
        )}{' '}
        <span className="nums text-13 text-quiet">{texts.session(service, durationMin)}</span>
      </span>
      <span className={state === 'accepted' ? 'font-medium text-pine' : 'text-quiet'}>
        {texts.offers[state]}
      </span>
    </li>
  );
}

function Wave({ wave, format }: { wave: DeskWave; format: Format }): ReactElement {
  const { number, cause, createdAt, mailAt, expiresAt, therapist, startsAt } = wave;
  const waits = Date.parse(mailAt) - Date.parse(createdAt) > 60_000;
  const facts = [
    texts.wave(number, texts.causes[cause], format.shortMoment(createdAt)),
    ...(waits ? [texts.mail(format.shortMoment(mailAt))] : []),
    texts.until(format.time(expiresAt)),
  ];
  return (
    <li data-testid="wave" className="space-y-2 border-b border-line px-4 py-4 last:border-b-0">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4">
        <h2 className="nums text-17 font-semibold">
          {texts.head(format.shortMoment(startsAt), therapist.name)}
        </h2>
        <p className="text-13 text-quiet">{texts.states[wave.state]}</p>
      </div>
      <p className="nums text-13 text-quiet">{facts.join(' · ')}</p>
      <ol>
        {wave.offers.map((offer) => (
          <Person key={offer.entryId} offer={offer} />
        ))}
      </ol>
    </li>
  );
}

/** What was offered to whom, in which order, and what became of it. */
export function WaveLog(): ReactElement {
  const { clinic } = useStaff();
  const waves = useQuery(wavesQuery);
  return (
    <>
      <p className="text-15 text-quiet">{texts.lead}</p>
      {waves.isPending && <Skeleton rows={4} height={88} />}
      {waves.isError && !waves.data && (
        <Trouble error={waves.error} onRetry={() => void waves.refetch()} />
      )}
      {waves.data?.length === 0 && <Notice title={texts.none} />}
      {waves.data && waves.data.length > 0 && (
        <ul className="rounded-card border border-line bg-surface">
          {waves.data.map((wave) => (
            <Wave key={wave.id} wave={wave} format={formatFor(clinic.locale, wave.timeZone)} />
          ))}
        </ul>
      )}
    </>
  );
}
