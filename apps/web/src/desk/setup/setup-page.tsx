import type { UseQueryResult } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronLeft, Plus } from 'lucide-react';
import { type ReactElement, type ReactNode } from 'react';
import { DeskTitle } from '../desk-title.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { useStaff } from '../me.context.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { sectionTexts } from './sections.en.ts';
import { type SectionKey, sectionsFor } from './sections.ts';
import { setupTexts as texts } from './setup.en.ts';

/** A therapist's pages are about themselves, and say so. */
export function useSectionName(): (key: SectionKey) => string {
  const { role } = useStaff();
  const own: Partial<Record<SectionKey, string>> = sectionTexts.ownNames;
  return (key) => (role === 'therapist' && own[key]) || sectionTexts.names[key];
}

const tab =
  'inline-flex min-h-11 items-center rounded-card px-3 text-15 transition-colors hover:bg-sage lg:min-h-9';

/** All sections in one line where there is room; on a phone the way back to the list of them. */
function Sections({ current }: { current: SectionKey | null }): ReactElement {
  const { role } = useStaff();
  const nameOf = useSectionName();
  const isOwn = role === 'therapist';
  return (
    <nav aria-label={texts.sections} className="-mx-3">
      {!isOwn && current && (
        <Link to="/desk/setup" className={`${tab} gap-1 text-pine lg:hidden`}>
          <ChevronLeft aria-hidden size={18} />
          {texts.back}
        </Link>
      )}
      <ul className={`flex-wrap gap-x-0.5 ${isOwn ? 'flex' : 'hidden lg:flex'}`}>
        {sectionsFor(role).map(({ key, to }) => (
          <li key={key}>
            <Link
              to={to}
              activeProps={{ className: 'bg-sage font-semibold', 'aria-current': 'page' }}
              className={tab}
            >
              {nameOf(key)}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

interface Props {
  section: SectionKey | null;
  title?: string;
  lead?: string;
  /** The page's one main action. */
  action?: { label: string; run: () => void } | undefined;
  /** Why there is none for this role. */
  readOnly?: string | undefined;
  children: ReactNode;
}

export function SetupPage({ section, lead, action, readOnly, children, ...rest }: Props) {
  const nameOf = useSectionName();
  const title = rest.title ?? (section ? nameOf(section) : texts.title);
  const said = lead ?? (section && sectionTexts.leads[section]);
  return (
    <div className="mx-auto max-w-[1200px] space-y-5 px-4 py-4 pb-24 lg:px-6">
      <Sections current={section} />
      <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <DeskTitle lead={said && [said, readOnly].filter(Boolean).join(' ')}>{title}</DeskTitle>
        {action && (
          <Button data-testid="add" onClick={action.run} className="min-h-11 px-4 text-15!">
            <Plus aria-hidden size={18} />
            {action.label}
          </Button>
        )}
      </header>
      {children}
    </div>
  );
}

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  children: (data: Data) => ReactNode;
}

/** A list in its four states: coming, there, in trouble, and there although the last look failed. */
export function Loaded<Data>({ query, children }: LoadedProps<Data>): ReactElement {
  useSignInWhenGone(query.error);
  return (
    <>
      {query.isError && <Trouble error={query.error} onRetry={() => void query.refetch()} />}
      {query.isPending && <Skeleton rows={5} height={72} />}
      {query.data !== undefined && children(query.data)}
    </>
  );
}

interface EmptyProps {
  title: string;
  /** The next step. */
  next: string;
}

export function Empty({ title, next }: EmptyProps): ReactElement {
  return (
    <div className="space-y-1 rounded-card border border-line bg-surface px-6 py-10 text-center">
      <p className="voice text-21">{title}</p>
      <p className="mx-auto max-w-[52ch] text-15 text-quiet">{next}</p>
    </div>
  );
}

/** One thing of a list: a wide row whose name opens it. */
export function ListRow(props: {
  name: string;
  openLabel: string;
  /** Left out where there is nothing more to see than the row says. */
  onOpen?: (() => void) | undefined;
  isOff?: boolean;
  testId?: string;
  mark?: ReactNode;
  children?: ReactNode;
}): ReactElement {
  const { name, openLabel, onOpen, isOff, testId, mark, children } = props;
  return (
    <li
      data-testid={testId}
      className={`relative border-b border-line px-4 py-3 transition-colors last:border-b-0 ${onOpen ? 'hover:bg-sage' : ''}`}
    >
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1">
        {onOpen ? (
          <button
            type="button"
            aria-label={openLabel}
            onClick={onOpen}
            className={`min-h-7 min-w-0 text-left text-15 font-semibold break-words after:absolute after:inset-0 ${isOff ? 'text-quiet line-through decoration-1' : ''}`}
          >
            {name}
          </button>
        ) : (
          <span className="min-w-0 text-15 font-semibold break-words">{name}</span>
        )}
        {mark}
      </div>
      {children}
    </li>
  );
}

export function ListBox({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="overflow-hidden rounded-card border border-line bg-surface">
      {children}
    </ul>
  );
}

type Tone = 'plain' | 'caution' | 'good';
const tones: Record<Tone, string> = {
  plain: 'border-line text-quiet',
  caution: 'border-amber bg-amber-wash text-amber',
  good: 'border-pine bg-sage text-pine',
};

/** A state in a word. */
export function Mark({ tone = 'plain', children }: { tone?: Tone; children: string }) {
  return (
    <span
      className={`inline-flex items-center rounded-chip border px-2.5 text-13 leading-[22px] font-medium ${tones[tone]}`}
    >
      {children}
    </span>
  );
}
