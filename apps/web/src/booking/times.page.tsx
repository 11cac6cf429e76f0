import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, type ReactElement, Suspense } from 'react';
import { useServices } from '../api/clinic.queries.ts';
import { Chip } from '../ui/chip.tsx';
import { Disclosure } from '../ui/disclosure.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { AdjustSuggestion } from './adjust.tsx';
import { BestFitWhy } from './best-fit.tsx';
import type { BookingSearch } from './booking.search.ts';
import { useDraft } from './draft.store.ts';
import { BookingLayout } from './layout.tsx';
import { PickTime } from './pick-time.tsx';
import { ServiceList } from './service-list.tsx';
import { SuggestionCard } from './suggestion.card.tsx';
import { suggestionTexts as texts } from './suggestion.en.ts';
import { Summary } from './summary.tsx';
import { Trail } from './trail.tsx';
import { UnlessStopped } from './unless-stopped.tsx';
import { type Suggestion, useSuggestion } from './use-suggestion.ts';

const SorenessChart = lazy(() => import('./soreness.chart.tsx'));

type Change = (change: Partial<BookingSearch>) => void;

function Ways({ isChoosing, onChange }: { isChoosing: boolean; onChange: Change }): ReactElement {
  return (
    <div role="radiogroup" aria-label={texts.ways} className="flex flex-wrap gap-2">
      <Chip
        role="radio"
        isOn={!isChoosing}
        onToggle={() => onChange({ choose: undefined, service: undefined, length: undefined })}
      >
        {texts.suggested}
      </Chip>
      <Chip role="radio" isOn={isChoosing} onToggle={() => onChange({ choose: true })}>
        {texts.chooseSelf}
      </Chip>
    </div>
  );
}

function Suggested({
  suggestion,
  minutes,
}: {
  suggestion: Suggestion;
  minutes: number;
}): ReactElement {
  const { kind, training } = useDraft();
  const { view } = suggestion;
  if (!view) {
    return suggestion.error ? (
      <Trouble error={suggestion.error} onRetry={suggestion.retry} />
    ) : (
      <Skeleton rows={4} />
    );
  }
  const saysWhere = kind === 'trained' && training.areas.length > 0;
  return (
    <>
      <PageTitle>{texts.title(view, minutes, saysWhere)}</PageTitle>
      <SuggestionCard view={view} isBusy={suggestion.isPending} />
      {suggestion.error !== null && <Trouble error={suggestion.error} onRetry={suggestion.retry} />}
      <AdjustSuggestion adjust={suggestion.adjust} />
    </>
  );
}

/** Who came with a session in the address wants its times first, and the other sessions only if asked for. */
function Choosing({ search, onChange }: { search: BookingSearch; onChange: Change }): ReactElement {
  const services = useServices();
  const given = services.data?.find(({ id }) => id === search.service && search.length);
  const list = <Sessions {...{ services, search, onChange }} />;
  if (search.choose || !given) {
    return (
      <>
        <PageTitle lead={texts.chooseLead}>{texts.chooseTitle}</PageTitle>
        {list}
      </>
    );
  }
  return (
    <>
      <PageTitle>{texts.givenTitle(given.name, search.length ?? 0)}</PageTitle>
      <Disclosure label={texts.otherSession}>{list}</Disclosure>
    </>
  );
}

type SessionsProps = Parameters<typeof Choosing>[0] & { services: ReturnType<typeof useServices> };

function Sessions({ services, search, onChange }: SessionsProps): ReactElement {
  return (
    <>
      {services.isError && (
        <Trouble error={services.error} onRetry={() => void services.refetch()} />
      )}
      {services.isPending && <Skeleton rows={4} height={96} />}
      {services.data && (
        <ServiceList
          services={services.data}
          serviceId={search.service}
          minutes={search.length}
          onPick={(service, length) => onChange({ service, length })}
        />
      )}
    </>
  );
}

function Times(): ReactElement {
  const search: BookingSearch = useSearch({ strict: false });
  const navigate = useNavigate();
  const { kind } = useDraft();
  const suggestion = useSuggestion();
  const { view } = suggestion;
  const canSuggest =
    kind !== null && (view !== null || suggestion.isPending || suggestion.error !== null);
  const isChoosing = Boolean(search.choose ?? search.service) || !canSuggest;
  const serviceId = isChoosing ? search.service : view?.service?.serviceId;
  const durationMin = isChoosing ? search.length : view?.service?.durationMin;
  const onChange: Change = (change) =>
    void navigate({
      to: '/book/times',
      search: Object.fromEntries(
        Object.entries({ ...search, ...change }).filter(([, value]) => Boolean(value)),
      ),
      replace: true,
      resetScroll: false,
    });
  return (
    <BookingLayout aside={<Summary taking={{ serviceId, durationMin, isForTwo: search.two }} />}>
      <Trail />
      {canSuggest && <Ways isChoosing={isChoosing} onChange={onChange} />}
      {isChoosing ? (
        <Choosing search={search} onChange={onChange} />
      ) : (
        <Suggested suggestion={suggestion} minutes={durationMin ?? view?.durationMin ?? 0} />
      )}
      {serviceId && durationMin && (
        <PickTime
          serviceId={serviceId}
          durationMin={durationMin}
          search={search}
          isFarDown={!isChoosing || search.choose === true}
          fitFor={view?.window ? view.id : undefined}
          fitWhy={view?.window && <BestFitWhy {...view} window={view.window} />}
          chart={(starts) => (
            <Suspense fallback={<Skeleton rows={1} height={200} />}>
              {view?.window && <SorenessChart window={view.window} starts={starts} />}
            </Suspense>
          )}
          onChange={onChange}
        />
      )}
    </BookingLayout>
  );
}

export function TimesPage(): ReactElement {
  return (
    <UnlessStopped>
      <Times />
    </UnlessStopped>
  );
}
