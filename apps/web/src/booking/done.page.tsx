import { Link, Navigate } from '@tanstack/react-router';
import { Check, MapPin } from 'lucide-react';
import type { ReactElement } from 'react';
import { useClinic, useServices } from '../api/clinic.queries.ts';
import { buttonClass } from '../ui/button.tsx';
import { BigMoment } from '../ui/big-moment.tsx';
import { ownPath } from '../ui/own-path.ts';
import { usePlaceFormat } from '../ui/use-format.ts';
import { AddToCalendar } from './add-to-calendar.tsx';
import { mapAddress } from './map-address.ts';
import { ComingMails } from './coming-mails.tsx';
import { doneTexts as texts } from './done.en.ts';
import type { Done } from './draft.ts';
import { startAgain, useDraft } from './draft.store.ts';
import { freeUntil } from './policy.rules.ts';
import { requestTexts } from './request.en.ts';
import { useHands } from './use-hands.ts';
import { YourTimeLine } from './your-time.line.tsx';

/** Everything about the booking that a person could want to read twice. */
function useBooked({ hold }: Done) {
  const { data: clinic } = useClinic();
  const { data: services } = useServices();
  const hands = useHands(hold);
  return {
    clinic: clinic?.name ?? '',
    service: services?.find(({ id }) => id === hold.serviceId)?.name ?? '',
    therapist: hands,
    place: clinic?.locations.find(({ id }) => id === hold.locationId),
  };
}

function BigTime({ done }: { done: Done }): ReactElement {
  const { hold, created } = done;
  const format = usePlaceFormat(hold.locationId);
  const { service, therapist } = useBooked(done);
  return (
    <div className="space-y-4">
      <p className="flex items-center gap-2 text-15 font-semibold text-pine">
        <Check aria-hidden size={20} strokeWidth={2.5} />
        {created.answerBy ? requestTexts.done : texts.title}
      </p>
      <BigMoment at={hold.startsAt} format={format} />
      <YourTimeLine at={hold.startsAt} format={format} />
      <p>{texts.with(therapist, service, hold.durationMin)}</p>
      {created.answerBy && (
        <p data-testid="waits" className="nums">
          {requestTexts.waits(format.moment(created.answerBy))}
        </p>
      )}
      <p className="nums text-15 text-quiet">
        {texts.reference(created.reference)}
        {' · '}
        {format.money(hold.price)}
      </p>
    </div>
  );
}

function Place({ done }: { done: Done }): ReactElement {
  const { place } = useBooked(done);
  const { created } = done;
  return (
    <section aria-label={texts.where} className="space-y-4 border-t border-line pt-6">
      <p>
        <span className="block font-semibold">{place?.name}</span>
        <span className="text-quiet">{place?.address}</span>
      </p>
      <div className="flex flex-wrap gap-3">
        {/* A request is not in anybody's calendar before the clinic has said yes. */}
        {created.status === 'confirmed' && (
          <AddToCalendar
            reference={created.reference}
            token={new URL(created.manageUrl).searchParams.get('token') ?? ''}
          />
        )}
        <a
          href={mapAddress(place?.address ?? '')}
          target="_blank"
          rel="noreferrer"
          className={buttonClass('quiet')}
        >
          <MapPin aria-hidden size={18} />
          {texts.map}
        </a>
      </div>
    </section>
  );
}

function HowToChange({ done }: { done: Done }): ReactElement {
  const { hold, created } = done;
  const format = usePlaceFormat(hold.locationId);
  const free = freeUntil(hold.policy, hold.startsAt);
  const { undoMin, lateCancellationFee } = hold.policy;
  const fee = format.money(lateCancellationFee);
  const late = undoMin > 0 ? texts.changeUndo(undoMin, fee) : texts.changeLate(fee);
  return (
    <section aria-label={texts.change} className="space-y-3">
      <h2 className="text-17 font-semibold">{texts.change}</h2>
      <p className="nums text-15 text-quiet">
        {free.isOver ? late : texts.changeLead(format.moment(free.at))}
      </p>
      <a
        href={ownPath(created.manageUrl)}
        data-testid="manage-link"
        className={buttonClass('quiet')}
      >
        {texts.manage}
      </a>
      <p className="text-15 text-quiet">{texts.noHealth}</p>
    </section>
  );
}

export function DonePage(): ReactElement {
  const { done, contact } = useDraft();
  if (!done) return <Navigate to="/" replace />;
  return (
    <div className="rise mx-auto grid max-w-[560px] gap-8 lg:max-w-none lg:grid-cols-[minmax(0,560px)_minmax(300px,360px)] lg:items-start lg:justify-between">
      <div className="space-y-8">
        <BigTime done={done} />
        {done.created.checkoutUrl && (
          <div className="space-y-3">
            <p>{texts.awaiting}</p>
            <a href={done.created.checkoutUrl} className={buttonClass('main')}>
              {texts.pay}
            </a>
          </div>
        )}
        <Place done={done} />
        <ComingMails done={done} contact={contact} />
      </div>
      <div className="space-y-4 lg:rounded-card lg:border lg:border-line lg:bg-surface lg:p-5">
        <HowToChange done={done} />
        <Link to="/" onClick={startAgain} className="link inline-flex min-h-11 items-center">
          {texts.another}
        </Link>
      </div>
    </div>
  );
}
