import type { DeskService } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { useWide } from '../use-wide.ts';
import { featureName } from './room.en.ts';
import { mayEdit } from './sections.ts';
import { serviceTexts as texts, sessionTypeNames } from './service.en.ts';
import { ServiceForm } from './service.form.tsx';
import { setupTexts } from './setup.en.ts';
import { Empty, ListBox, ListRow, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { deskServicesQuery } from './setup.requests.ts';

interface ListProps {
  services: DeskService[];
  canEdit: boolean;
  onOpen: (service: DeskService) => void;
}

const marks = (service: DeskService): ReactElement => (
  <>
    {!service.active && <Mark>{texts.inactive}</Mark>}
    {service.needsConfirmation && <Mark>{texts.confirms}</Mark>}
  </>
);

const needs = ({ roomFeatures }: DeskService): string =>
  roomFeatures.length > 0
    ? texts.needs(roomFeatures.map(featureName).join(', ').toLowerCase())
    : '';

const priceOf = (service: DeskService, minutes: number) =>
  service.durations.find((each) => each.minutes === minutes)?.price;

const cell = 'border-b border-line px-3 py-3 align-top';

interface RowProps {
  service: DeskService;
  lengths: number[];
  canEdit: boolean;
  onOpen: (service: DeskService) => void;
}

function PriceRow({ service, lengths, canEdit, onOpen }: RowProps): ReactElement {
  const format = formatFor(useStaff().clinic.locale, 'UTC');
  return (
    <tr data-testid="service" className="group relative hover:bg-sage">
      <th scope="row" className={`${cell} max-w-[420px] pl-4 text-left font-normal`}>
        <span className="flex flex-wrap items-baseline gap-x-3">
          <button
            type="button"
            aria-label={(canEdit ? setupTexts.edit : setupTexts.look)(service.name)}
            onClick={() => onOpen(service)}
            className={`text-left font-semibold break-words after:absolute after:inset-0 ${service.active ? '' : 'text-quiet line-through decoration-1'}`}
          >
            {service.name}
          </button>
          {marks(service)}
        </span>
        <span className="block text-13 text-quiet">
          {[sessionTypeNames[service.sessionType], needs(service)].filter(Boolean).join('. ')}
        </span>
        <span className="block text-13 text-quiet">
          {texts.aroundOf(
            ...[service.prepMin, service.restMin, service.roomPrepMin],
            service.roomResetMin,
          )}
        </span>
      </th>
      {lengths.map((length) => {
        const price = priceOf(service, length);
        return (
          <td key={length} className={`${cell} text-right`}>
            {price ? format.money(price) : <NotSold />}
          </td>
        );
      })}
      <td className={`${cell} text-right text-quiet`}>
        {texts.effortOf(service.effortTenthsPerMin)}
      </td>
    </tr>
  );
}

/** Every length a column, every service a row: a price that is out of line shows. */
function PriceTable({ services, canEdit, onOpen }: ListProps): ReactElement {
  const lengths = [...new Set(services.flatMap((s) => s.durations.map((d) => d.minutes)))].sort(
    (one, other) => one - other,
  );
  return (
    <div className="overflow-hidden rounded-card border border-line bg-surface">
      <table className="nums w-full border-collapse text-15" aria-label={texts.table}>
        <thead>
          <tr className="text-left text-13 text-quiet">
            <th scope="col" className={`${cell} pl-4 font-medium`}>
              {texts.service}
            </th>
            {lengths.map((length) => (
              <th key={length} scope="col" className={`${cell} text-right font-medium`}>
                {texts.minutesShort(length)}
              </th>
            ))}
            <th scope="col" className={`${cell} text-right font-medium`}>
              {texts.effort}
            </th>
          </tr>
        </thead>
        <tbody>
          {services.map((service) => (
            <PriceRow key={service.id} {...{ service, lengths, canEdit, onOpen }} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NotSold(): ReactElement {
  return (
    <>
      <span aria-hidden className="text-quiet">
        –
      </span>
      <span className="sr-only">{texts.notSold}</span>
    </>
  );
}

function PriceList({ services, canEdit, onOpen }: ListProps): ReactElement {
  const format = formatFor(useStaff().clinic.locale, 'UTC');
  return (
    <ListBox label={texts.list}>
      {services.map((service) => (
        <ListRow
          key={service.id}
          name={service.name}
          openLabel={(canEdit ? setupTexts.edit : setupTexts.look)(service.name)}
          onOpen={() => onOpen(service)}
          isOff={!service.active}
          testId="service"
          mark={marks(service)}
        >
          <p className="text-13 text-quiet">{sessionTypeNames[service.sessionType]}</p>
          <ul className="nums mt-1 flex flex-wrap gap-x-4 text-15">
            {service.durations.map(({ minutes, price }) => (
              <li key={minutes}>
                <span className="text-quiet">{texts.minutesShort(minutes)}</span>{' '}
                {format.money(price)}
              </li>
            ))}
          </ul>
        </ListRow>
      ))}
    </ListBox>
  );
}

export function ServicesPage(): ReactElement {
  const { role } = useStaff();
  const [open, setOpen] = useState<DeskService | 'new' | null>(null);
  const list = useQuery(deskServicesQuery);
  const isWide = useWide();
  const canEdit = mayEdit('services', role);
  const Shown = isWide ? PriceTable : PriceList;
  return (
    <SetupPage
      section="services"
      action={canEdit ? { label: texts.add, run: () => setOpen('new') } : undefined}
      readOnly={canEdit ? undefined : setupTexts.ownerOnly}
    >
      <Loaded query={list}>
        {(services) =>
          services.length === 0 ? (
            <Empty title={texts.empty} next={texts.emptyNext} />
          ) : (
            <Shown {...{ services, canEdit }} onOpen={setOpen} />
          )
        }
      </Loaded>
      {open && <ServiceForm service={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SetupPage>
  );
}
