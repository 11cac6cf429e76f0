import { type Trouble as Kind, troubles } from '@limber/contracts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { Chip, ChipGroup } from '../../ui/chip.tsx';
import { type Format, formatFor } from '../../ui/format.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Trouble } from '../../ui/trouble.tsx';
import { DeskTitle } from '../desk-title.tsx';
import { useStaff } from '../me.context.ts';
import { useSignInWhenGone } from '../use-desk.ts';
import { mailTexts as texts, type Shown } from './mail.en.ts';
import { mailQuery, stopsQuery } from './mail.requests.ts';
import { MailRow } from './mail-row.tsx';
import { StopRow } from './stop-row.tsx';

interface Paged {
  isPending: boolean;
  error: Error | null;
  hasNextPage: boolean;
  isFetchingNextPage: boolean;
  fetchNextPage: () => unknown;
  refetch: () => unknown;
}

interface ListProps {
  pages: Paged;
  shown: Shown;
  children: ReactNode[];
}

function List({ pages, shown, children }: ListProps): ReactElement {
  useSignInWhenGone(pages.error);
  if (pages.isPending) return <Skeleton rows={3} height={110} />;
  if (pages.error) return <Trouble error={pages.error} onRetry={() => void pages.refetch()} />;
  return (
    <>
      <p role="status" className="measure text-15 text-quiet">
        {children.length === 0 ? texts.none[shown] : texts.about[shown]}
      </p>
      {children.length > 0 && (
        <ul className="rounded-card border border-line bg-surface">{children}</ul>
      )}
      {pages.hasNextPage && (
        <Button
          look="quiet"
          isBusy={pages.isFetchingNextPage}
          onClick={() => void pages.fetchNextPage()}
        >
          {texts.more}
        </Button>
      )}
    </>
  );
}

function Troubled({ show, format }: { show: Kind; format: Format }): ReactElement {
  const pages = useInfiniteQuery(mailQuery(show));
  const mails = pages.data?.pages.flatMap((page) => page.mails) ?? [];
  return (
    <List pages={pages} shown={show}>
      {mails.map((mail) => (
        <MailRow key={mail.id} mail={mail} format={format} />
      ))}
    </List>
  );
}

function Stops({ format }: { format: Format }): ReactElement {
  const pages = useInfiniteQuery(stopsQuery);
  const stops = pages.data?.pages.flatMap((page) => page.stops) ?? [];
  return (
    <List pages={pages} shown="stops">
      {stops.map((stop) => (
        <StopRow key={`${stop.emailSha256} ${stop.scope}`} stop={stop} format={format} />
      ))}
    </List>
  );
}

/** What of all the clinic's mail did not arrive, and to whom none goes. */
export function MailPage(): ReactElement {
  const { clinic } = useStaff();
  const [shown, setShown] = useState<Shown>('failed');
  const format = formatFor(clinic.locale, clinic.timeZone);
  const first = useInfiniteQuery(mailQuery('failed'));
  const counts = first.data?.pages[0]?.counts;
  const tab = (kind: Shown): string =>
    kind === 'stops' || !counts ? texts.tabs[kind] : texts.tab(texts.tabs[kind], counts[kind]);
  return (
    <div className="max-w-[760px] space-y-4 px-4 py-4 lg:px-6">
      <DeskTitle lead={texts.lead}>{texts.title}</DeskTitle>
      <ChipGroup label={texts.show}>
        {([...troubles, 'stops'] as const).map((kind) => (
          <Chip key={kind} isOn={shown === kind} onToggle={() => setShown(kind)}>
            <span className="nums">{tab(kind)}</span>
          </Chip>
        ))}
      </ChipGroup>
      {shown === 'stops' ? <Stops format={format} /> : <Troubled show={shown} format={format} />}
    </div>
  );
}
