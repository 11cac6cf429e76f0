import type { MailWordingSummary } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ChevronRight } from 'lucide-react';
import type { ReactElement } from 'react';
import { formatFor } from '../../ui/format.ts';
import { logTexts } from '../log.en.ts';
import { useStaff } from '../me.context.ts';
import { ListBox, Loaded, Mark, SetupPage } from '../setup/setup-page.tsx';
import { wordingGroups, wordingTexts as texts } from './wording.en.ts';
import { wordingsQuery } from './wording.requests.ts';

function Row({ kind, isOwn, changedAt, changedBy }: MailWordingSummary): ReactElement {
  const { locale, timeZone } = useStaff().clinic;
  const format = formatFor(locale, timeZone);
  return (
    <li className="border-b border-line last:border-b-0">
      <Link
        to="/desk/setup/wording/$kind"
        params={{ kind }}
        data-testid={`wording-${kind}`}
        className="flex min-h-14 items-center gap-3 px-4 py-2.5 transition-colors hover:bg-sage"
      >
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="text-15 font-semibold">{logTexts.kind(kind)}</span>
            {isOwn && <Mark tone="good">{texts.own}</Mark>}
          </span>
          <span className="nums block text-13 break-words text-quiet">
            {changedAt && changedBy
              ? texts.changed(format.shortMoment(changedAt), changedBy)
              : texts.house}
          </span>
        </span>
        <ChevronRight aria-hidden size={18} className="shrink-0 text-quiet" />
      </Link>
    </li>
  );
}

/** Which mails there are to word, and which of them speak in the clinic's own words. */
export function WordingsPage(): ReactElement {
  const list = useQuery(wordingsQuery);
  return (
    <SetupPage section="wording">
      <Loaded query={list}>
        {(wordings) => (
          <div className="gap-5 lg:columns-2">
            {wordingGroups.map(({ title, kinds }) => (
              <section key={title} className="mb-5 break-inside-avoid space-y-2">
                <h2 className="text-17 font-semibold">{title}</h2>
                <ListBox label={title}>
                  {kinds.map((kind) =>
                    wordings
                      .filter((each) => each.kind === kind)
                      .map((each) => <Row key={kind} {...each} />),
                  )}
                </ListBox>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </SetupPage>
  );
}
