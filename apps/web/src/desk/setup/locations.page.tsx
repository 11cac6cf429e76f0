import type { DeskLocation } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useStaff } from '../me.context.ts';
import { hoursLines, weekdayName } from './calendar.rules.ts';
import { LocationForm } from './location.form.tsx';
import { locationTexts as texts } from './location.en.ts';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { Empty, ListBox, ListRow, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { locationsQuery } from './setup.requests.ts';

function Hours({ location }: { location: DeskLocation }): ReactElement {
  const { locale } = useStaff().clinic;
  const lines = hoursLines(location.openingHours);
  if (lines.every(({ spans }) => spans.length === 0)) {
    return <p className="text-15 font-medium text-amber">{texts.closedAll}</p>;
  }
  return (
    <dl className="nums grid grid-cols-[auto_1fr] gap-x-4 text-15">
      {lines.map(({ from, to, spans }) => (
        <div key={from} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-quiet">
            {[from, ...(to > from ? [to] : [])]
              .map((day) => weekdayName(locale, day, 'short'))
              .join(' – ')}
          </dt>
          <dd>
            {spans.map(({ opens, closes }) => `${opens} – ${closes}`).join(', ') || texts.closed}
          </dd>
        </div>
      ))}
    </dl>
  );
}

export function LocationsPage(): ReactElement {
  const { role } = useStaff();
  const [open, setOpen] = useState<DeskLocation | 'new' | null>(null);
  const list = useQuery(locationsQuery);
  const canEdit = mayEdit('locations', role);
  return (
    <SetupPage
      section="locations"
      action={canEdit ? { label: texts.add, run: () => setOpen('new') } : undefined}
      readOnly={canEdit ? undefined : setupTexts.ownerOnly}
    >
      <Loaded query={list}>
        {(locations) =>
          locations.length === 0 ? (
            <Empty title={texts.empty} next={texts.emptyNext} />
          ) : (
            <ListBox label={texts.list}>
              {locations.map((location) => (
                <ListRow
                  key={location.id}
                  name={location.name}
                  openLabel={(canEdit ? setupTexts.edit : setupTexts.look)(location.name)}
                  onOpen={() => setOpen(location)}
                  isOff={!location.active}
                  testId="location"
                  mark={!location.active && <Mark>{texts.inactive}</Mark>}
                >
                  <div className="mt-1 grid gap-x-8 gap-y-2 sm:grid-cols-[1fr_auto]">
                    <p className="min-w-0 text-15 text-quiet">
                      <span className="block break-words">{location.address}</span>
                      <span className="block">{location.timeZone}</span>
                    </p>
                    <Hours location={location} />
                  </div>
                </ListRow>
              ))}
            </ListBox>
          )
        }
      </Loaded>
      {open && (
        <LocationForm location={open === 'new' ? null : open} onClose={() => setOpen(null)} />
      )}
    </SetupPage>
  );
}
