import type { DeskWaitlistEntry } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useServices, useTherapists } from '../../api/clinic.queries.ts';
import { Chip } from '../../ui/chip.tsx';
import { formatFor } from '../../ui/format.ts';
import { Select } from '../../ui/select.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { DeskTitle } from '../desk-title.tsx';
import { useStaff } from '../me.context.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { WaitlistRow } from './waitlist.row.tsx';
import { deskWaitlistTexts as texts } from './waitlist.en.ts';
import { type WaitlistFilter, waitlistQuery } from './waitlist.requests.ts';
import { WaveLog } from './wave.log.tsx';

const tabs = ['waiting', 'ended', 'log'] as const;
type Tab = (typeof tabs)[number];

interface FilterProps {
  filter: WaitlistFilter;
  onChange: (change: Partial<WaitlistFilter>) => void;
}

function Filters({ filter, onChange }: FilterProps): ReactElement {
  const { data: services = [] } = useServices();
  const { data: therapists = [] } = useTherapists();
  const named = (list: readonly { id: string; name: string }[]) => [
    { value: '', label: texts.all },
    ...list.map(({ id, name }) => ({ value: id, label: name })),
  ];
  return (
    <div className="grid max-w-[480px] grid-cols-2 gap-3">
      <Select
        label={texts.service}
        value={filter.serviceId}
        options={named(services)}
        onPick={(serviceId) => onChange({ serviceId })}
      />
      <Select
        label={texts.therapist}
        value={filter.therapistId}
        options={named(therapists)}
        onPick={(therapistId) => onChange({ therapistId })}
      />
    </div>
  );
}

function Listed({
  entries,
  state,
}: {
  entries: readonly DeskWaitlistEntry[];
  state: WaitlistFilter['state'];
}): ReactElement {
  const { clinic } = useStaff();
  return (
    <>
      <p role="status" className="text-15">
        {entries.length === 0 ? texts.none[state] : texts[state](entries.length)}
      </p>
      {entries.length > 0 && (
        <ul className="rounded-card border border-line bg-surface">
          {entries.map((entry) => (
            <WaitlistRow
              key={entry.id}
              entry={entry}
              format={formatFor(clinic.locale, entry.timeZone)}
            />
          ))}
        </ul>
      )}
    </>
  );
}

function Entries({ state }: { state: WaitlistFilter['state'] }): ReactElement {
  const [wanted, setWanted] = useState({ serviceId: '', therapistId: '' });
  const list = useQuery(waitlistQuery({ ...wanted, state }));
  useSignInWhenGone(list.error);
  return (
    <>
      <Filters
        filter={{ ...wanted, state }}
        onChange={(change) => setWanted({ ...wanted, ...change })}
      />
      {list.isPending && <Skeleton rows={4} height={88} />}
      {list.isError && !list.data && (
        <Trouble error={list.error} onRetry={() => void list.refetch()} />
      )}
      {list.data && <Listed entries={list.data} state={state} />}
    </>
  );
}

/** Who waits for a time, the longest first; who no longer does; and what was offered to whom. */
export function DeskWaitlistPage(): ReactElement {
  const [tab, setTab] = useState<Tab>('waiting');
  return (
    <div className="max-w-[880px] space-y-5 px-4 py-4 pb-24 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      <div role="radiogroup" aria-label={texts.views} className="flex flex-wrap gap-2">
        {tabs.map((name) => (
          <Chip key={name} role="radio" isOn={tab === name} onToggle={() => setTab(name)}>
            {texts.tabs[name]}
          </Chip>
        ))}
      </div>
      {tab === 'log' ? <WaveLog /> : <Entries key={tab} state={tab} />}
    </div>
  );
}
