import type { DeskCalendar, DeskClientList, DeskMe } from '@limber/contracts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Dialog } from 'radix-ui';
import {
  type KeyboardEvent,
  type ReactElement,
  useDeferredValue,
  useEffect,
  useId,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Format, formatFor } from '../../ui/format.ts';
import { CALENDAR } from '../desk.requests.ts';
import { railFor } from '../rail.ts';
import { useOpen } from '../use-open.ts';
import { hideFinder, isFinderOpen, showFinder, subscribeFinder } from './finder.store.ts';
import { finderTexts as texts } from './finder.en.ts';
import { clientsQuery } from './ops.requests.ts';

interface Hit {
  key: string;
  group: string;
  label: string;
  more?: string;
  run: () => void;
}

const MOST_HITS = 6;
const holds = (text: string, q: string): boolean => text.toLowerCase().includes(q.toLowerCase());

function useCommands(me: DeskMe): Hit[] {
  const go = useNavigate();
  const { openNew } = useOpen();
  const group = texts.commands;
  const own: Hit[] =
    me.role === 'therapist'
      ? []
      : [
          { key: 'new', group, label: texts.newBooking, run: () => openNew('new') },
          { key: 'walk-in', group, label: texts.walkIn, run: () => openNew('walk-in') },
          { key: 'block', group, label: texts.block, run: () => openNew('block') },
        ];
  const pages = railFor(me.role).flatMap(({ items }) => items);
  return [
    ...own,
    ...pages.map(({ to, label }) => ({
      ...{ key: to, group, label: texts.page(label) },
      run: () => void go({ to }),
    })),
  ];
}

/** What has been read of the calendars already; nothing is asked for it. */
function useBookings(q: string, format: Format): Hit[] {
  const cache = useQueryClient();
  const { open } = useOpen();
  const shown = cache.getQueriesData<DeskCalendar>({ queryKey: CALENDAR });
  const all = shown.flatMap(([, calendar]) => calendar?.bookings ?? []);
  const once = new Map(all.map((card) => [card.reference, card]));
  return [...once.values()]
    .filter(({ clientName, reference }) => holds(clientName, q) || holds(reference, q))
    .slice(0, MOST_HITS)
    .map(({ reference, clientName, startsAt, service }) => ({
      ...{ key: reference, group: texts.bookings, label: clientName },
      more: `${format.shortMoment(startsAt)} · ${service}`,
      run: () => open(reference),
    }));
}

type Client = DeskClientList[number];

function useClients(q: string, me: DeskMe, format: Format): Hit[] {
  const go = useNavigate();
  const { data = [] } = useQuery({
    ...clientsQuery(q),
    enabled: q.length >= 2 && me.role !== 'therapist',
  });
  const goTo = ({ nextAt }: Client): void =>
    void go({
      to: '/desk/day',
      search: nextAt ? { date: format.date(nextAt) } : { panel: 'new' },
    });
  return data.slice(0, MOST_HITS).map((client) => ({
    ...{ key: client.id, group: texts.clients, label: client.name },
    more: [
      client.email,
      client.phone,
      client.nextAt ? texts.next(format.shortMoment(client.nextAt)) : texts.noNext,
    ]
      .filter(Boolean)
      .join(' · '),
    run: () => goTo(client),
  }));
}

function useHits(typed: string, me: DeskMe): Hit[] {
  const q = useDeferredValue(typed.trim());
  const format = formatFor(me.clinic.locale, me.clinic.timeZone);
  const commands = useCommands(me).filter(({ label }) => holds(label, q));
  const bookings = useBookings(q, format);
  const clients = useClients(q, me, format);
  return q === '' ? commands : [...bookings, ...clients, ...commands];
}

interface ListProps {
  hits: readonly Hit[];
  at: number;
  id: string;
  onRun: (hit: Hit) => void;
}

function Hits({ hits, at, id, onRun }: ListProps): ReactElement {
  return (
    <ul
      id={id}
      role="listbox"
      aria-label={texts.title}
      className="max-h-[50dvh] overflow-y-auto p-2"
    >
      {hits.map((hit, index) => (
        <li
          key={hit.group + hit.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          data-testid="hit"
          onClick={() => onRun(hit)}
          className={`flex min-h-11 cursor-pointer flex-wrap items-baseline gap-x-3 rounded-card px-3 py-2 text-15 ${index === at ? 'bg-sage' : 'hover:bg-sage'}`}
        >
          <span className="min-w-0 font-medium break-words">{hit.label}</span>
          {hit.more && (
            <span className="nums min-w-0 flex-1 text-13 break-words text-quiet">{hit.more}</span>
          )}
          <span className="ml-auto text-13 text-quiet">{hit.group}</span>
        </li>
      ))}
    </ul>
  );
}

function Box({ me }: { me: DeskMe }): ReactElement {
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const hits = useHits(typed, me);
  const id = useId();
  const chosen = Math.min(at, hits.length - 1);
  const run = (hit: Hit | undefined): void => {
    if (!hit) return;
    hideFinder();
    hit.run();
  };
  const press = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) setAt((chosen + step + hits.length) % Math.max(1, hits.length));
    else if (event.key === 'Enter') run(hits[chosen]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        autoFocus
        role="combobox"
        aria-expanded
        aria-controls={id}
        aria-activedescendant={hits.length > 0 ? `${id}-${chosen}` : undefined}
        aria-label={texts.label}
        data-testid="finder"
        value={typed}
        maxLength={120}
        onChange={({ target }) => {
          setTyped(target.value);
          setAt(0);
        }}
        onKeyDown={press}
        className="block min-h-14 w-full border-b border-line bg-surface px-5 text-17 outline-offset-[-2px]"
      />
      <Hits hits={hits} at={chosen} id={id} onRun={run} />
      <p role="status" className="px-5 pb-3 text-13 text-quiet">
        {hits.length === 0 ? texts.nothing : texts.lead}
      </p>
    </>
  );
}

const isShortcut = ({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
}: globalThis.KeyboardEvent): boolean =>
  key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey;

/** Ctrl or Cmd K, on any desk page. */
export function Finder({ me }: { me: DeskMe }): ReactElement {
  const isOpen = useSyncExternalStore(subscribeFinder, isFinderOpen);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent): void => {
      if (!isShortcut(event)) return;
      event.preventDefault();
      showFinder();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && hideFinder()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-[70] bg-ink/25 dark:bg-paper/60" />
        <Dialog.Content
          aria-describedby={undefined}
          className="fixed top-[12dvh] left-1/2 z-[71] w-[min(600px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-card border border-line bg-surface shadow-lift focus:outline-none"
        >
          <Dialog.Title className="sr-only">{texts.title}</Dialog.Title>
          <Box me={me} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
