import type { TherapistView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useClinic, useServices, useTherapists } from '../api/clinic.queries.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Select } from '../ui/select.tsx';
import type { BookingSearch } from './booking.search.ts';
import { wishedAgain } from './again.rules.ts';
import { useDraft } from './draft.store.ts';
import { timesTexts as texts } from './times.en.ts';
import { firstName } from './times.rules.ts';

interface Props {
  search: BookingSearch;
  serviceId: string;
  onChange: (change: Partial<BookingSearch>) => void;
}

interface TherapistProps extends Pick<Props, 'search' | 'onChange'> {
  givers: readonly TherapistView[];
}

const genderName = (gender: string): string => texts.genders[gender] ?? gender;

/** Only those who give this kind of session. */
function useGivers(serviceId: string): TherapistView[] {
  const { data: services = [] } = useServices();
  const { data: therapists = [] } = useTherapists();
  const type = services.find(({ id }) => id === serviceId)?.sessionType;
  return therapists.filter(({ sessionTypes }) => !type || sessionTypes.includes(type));
}

const none = { value: '', label: texts.noPreference };
const AGAIN = 'again';

/** Anybody, somebody, or who gave the last visit where they are free: one question, so one list. */
function TherapistSelect({ search, givers, onChange }: TherapistProps): ReactElement {
  const draft = useDraft();
  const last = givers.find(({ id }) => id === draft.lastTherapistId);
  const wished = last && wishedAgain(search, draft) ? AGAIN : '';
  return (
    <Select
      label={texts.therapist}
      value={search.therapist ?? wished}
      options={[
        none,
        ...(last ? [{ value: AGAIN, label: texts.again(firstName(last.name)) }] : []),
        ...givers.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onPick={(picked) =>
        onChange(
          picked === AGAIN
            ? { therapist: undefined, again: true }
            : { therapist: picked, again: undefined },
        )
      }
    />
  );
}

export function Filters({ search, serviceId, onChange }: Props): ReactElement {
  const { data: clinic } = useClinic();
  const givers = useGivers(serviceId);
  const draft = useDraft();
  const places = clinic?.locations ?? [];
  const genders = [...new Set(givers.map(({ gender }) => gender))].sort();
  const again = givers.find(({ id }) => id === wishedAgain(search, draft));
  const chosen = [
    again && texts.againShort(firstName(again.name)),
    givers.find(({ id }) => id === search.therapist)?.name,
    places.find(({ id }) => id === search.location)?.name,
    search.gender && genderName(search.gender),
  ].filter((each) => each !== undefined && each !== '');
  // Filled in from the last visit, they are named and stay folded: the times come first.
  const label = `${texts.filters}: ${texts.filterSummary(chosen as string[])}`;
  return (
    <Disclosure label={label} isOpen={chosen.length > 0 && !search.again}>
      <div className="grid gap-3 sm:grid-cols-3">
        <TherapistSelect search={search} givers={givers} onChange={onChange} />
        <Select
          label={texts.location}
          value={search.location ?? ''}
          options={[none, ...places.map(({ id, name }) => ({ value: id, label: name }))]}
          onPick={(location) => onChange({ location })}
        />
        {/* Two therapists: a wish for one gender would be half a wish. */}
        {!search.two && (
          <Select
            label={texts.gender}
            value={search.gender ?? ''}
            options={[none, ...genders.map((each) => ({ value: each, label: genderName(each) }))]}
            onPick={(gender) => onChange({ gender })}
          />
        )}
      </div>
    </Disclosure>
  );
}
