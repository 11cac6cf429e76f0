import { type ReactElement, type ReactNode } from 'react';
import { useClinic, useServices } from '../api/clinic.queries.ts';
import { useFormat, usePlaceFormat } from '../ui/use-format.ts';
import { ClinicCard } from './clinic-card.tsx';
import { useDraft } from './draft.store.ts';
import { freeUntil } from './policy.rules.ts';
import { summaryTexts } from './summary.en.ts';
import { useHands } from './use-hands.ts';
import { yourTime } from './your-time.ts';

export interface Taking {
  serviceId?: string | undefined;
  durationMin?: number | undefined;
  isForTwo?: boolean | undefined;
}

function Line({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="grid grid-cols-[88px_1fr] gap-3 border-t border-line py-3 first:border-t-0">
      <dt className="text-15 text-quiet">{label}</dt>
      <dd className="min-w-0 text-15 font-medium break-words">{children}</dd>
    </div>
  );
}

function HeldLines(): ReactElement | null {
  const { hold } = useDraft();
  const format = usePlaceFormat(hold?.locationId);
  const { data: clinic } = useClinic();
  const hands = useHands(hold);
  if (!hold) return null;
  const place = clinic?.locations.find(({ id }) => id === hold.locationId);
  const elsewhere = yourTime(hold.startsAt, format);
  const free = freeUntil(hold.policy, hold.startsAt);
  return (
    <>
      <Line label={summaryTexts.when}>
        <span className="nums block">{format.day(hold.startsAt)}</span>
        <span className="nums block">
          {summaryTexts.range(format.time(hold.startsAt), format.time(hold.endsAt))}
        </span>
        {elsewhere && <span className="nums block font-normal text-quiet">{elsewhere}</span>}
      </Line>
      <Line label={summaryTexts.who}>{hands}</Line>
      <Line label={summaryTexts.where}>
        {place?.name}
        <span className="block font-normal text-quiet">{place?.address}</span>
      </Line>
      <Line label={summaryTexts.price}>
        <span className="nums">{format.money(hold.price)}</span>
        <span className="block font-normal text-quiet">{summaryTexts.payAtClinic}</span>
      </Line>
      <Line label={summaryTexts.freeUntil}>
        <span className="nums">
          {free.isOver
            ? summaryTexts.freeOver(format.shortMoment(free.at))
            : summaryTexts.until(format.shortMoment(free.at))}
        </span>
      </Line>
    </>
  );
}

/** The right pane: who, what, where, when, price, as far as they are known. */
export function Summary({ taking = {} }: { taking?: Taking }): ReactElement {
  const { hold } = useDraft();
  const format = useFormat();
  const { data: services } = useServices();
  const serviceId = hold?.serviceId ?? taking.serviceId;
  const minutes = hold?.durationMin ?? taking.durationMin;
  const service = services?.find(({ id }) => id === serviceId);
  const length = service?.durations.find((each) => each.minutes === minutes);
  const people = taking.isForTwo ? 2 : 1;
  if (!service) return <ClinicCard />;
  return (
    <section
      aria-label={summaryTexts.title}
      className="rounded-card border border-line bg-surface p-5"
    >
      <h2 className="mb-2 text-13 font-semibold text-quiet">{summaryTexts.title}</h2>
      <dl>
        <Line label={summaryTexts.what}>
          {minutes ? summaryTexts.lengthOf(service.name, minutes) : service.name}
        </Line>
        {hold ? (
          <HeldLines />
        ) : (
          length && (
            <Line label={summaryTexts.price}>
              <span className="nums">
                {format.money({ ...length.price, amount: length.price.amount * people })}
              </span>
              <span className="block font-normal text-quiet">{summaryTexts.payAtClinic}</span>
            </Line>
          )
        )}
      </dl>
    </section>
  );
}
