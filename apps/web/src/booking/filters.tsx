import type { TherapistView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useClinic, useServices, useTherapists } from '../api/clinic.queries.ts';
import { Disclosure } from '../ui/disclosure.tsx';
import { Select } from '../ui/select.tsx';
import type { BookingSearch } from './booking.search.ts';
import { timesTexts as texts } from './times.en.ts';

interface Props {
  search: BookingSearch;
  serviceId: string;
  onChange: (change: Partial<BookingSearch>) => void;
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

export function Filters({ search, serviceId, onChange }: Props): ReactElement {
  const { data: clinic } = useClinic();
  const givers = useGivers(serviceId);
  const places = clinic?.locations ?? [];
  const genders = [...new Set(givers.map(({ gender }) => gender))].sort();
  const chosen = [
    givers.find(({ id }) => id === search.therapist)?.name,
    places.find(({ id }) => id === search.location)?.name,
    search.gender && genderName(search.gender),
  ].filter((each) => each !== undefined && each !== '');
  const label = `${texts.filters}: ${texts.filterSummary(chosen as string[])}`;
  return (
    <Disclosure label={label} isOpen={chosen.length > 0}>
      <div className="grid gap-3 sm:grid-cols-3">
        <Select
          label={texts.therapist}
          value={search.therapist ?? ''}
          options={[none, ...givers.map(({ id, name }) => ({ value: id, label: name }))]}
          onPick={(therapist) => onChange({ therapist })}
        />
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
