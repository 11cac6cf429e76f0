import type { DeskTimeOff } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, type ReactNode, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { formatFor } from '../../ui/format.ts';
import { Trouble } from '../../ui/trouble.tsx';
import { useStaff } from '../me.context.ts';
import { Empty, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { timeOff, timeOffQuery } from './setup.requests.ts';
import { spanInWords } from './span.rules.ts';
import { StrandedDialog } from './stranded-dialog.tsx';
import { timeOffTexts as texts } from './time-off.en.ts';
import { TimeOffForm } from './time-off.form.tsx';
import { type ChangeState, useChange } from './use-change.ts';
import { WithLists } from './with-lists.tsx';

type Deciding = ChangeState<DeskTimeOff>;

const small = 'min-h-11 px-4 text-15!';

function Decide({ off, when, deciding }: RowProps & { when: string }): ReactElement {
  const { name } = off.therapist;
  return (
    <>
      <Button
        data-testid="approve"
        aria-label={texts.approveOf(name, when)}
        isBusy={deciding.isBusy}
        className={small}
        onClick={() =>
          deciding.start({
            write: timeOff.decide(off, 'approve'),
            said: () => texts.approved(name),
          })
        }
      >
        {texts.approve}
      </Button>
      <Button
        look="quiet"
        data-testid="decline"
        aria-label={texts.declineOf(name, when)}
        isBusy={deciding.isBusy}
        className={small}
        onClick={() =>
          deciding.start({
            write: timeOff.decide(off, 'decline'),
            said: () => texts.declined(name),
          })
        }
      >
        {texts.decline}
      </Button>
    </>
  );
}

interface RowProps {
  off: DeskTimeOff;
  deciding: Deciding;
}

function Row({ off, deciding }: RowProps): ReactElement {
  const { role, clinic } = useStaff();
  const { name } = off.therapist;
  const when = spanInWords(clinic.locale, off);
  const format = formatFor(clinic.locale, clinic.timeZone);
  const isWaiting = off.state === 'requested';
  const canWithdraw = isWaiting
    ? role === 'therapist'
    : off.state === 'approved' && role !== 'therapist';
  return (
    <li
      data-testid="time-off"
      className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-line px-4 py-3 last:border-b-0"
    >
      <div className="min-w-0 flex-1 basis-72">
        <p className="flex flex-wrap items-baseline gap-x-3 gap-y-1 text-15">
          {role !== 'therapist' && <span className="font-semibold break-words">{name}</span>}
          <span className={role === 'therapist' ? 'font-semibold' : ''}>
            {texts.kinds[off.kind]}
          </span>
          <Mark tone={isWaiting ? 'caution' : off.state === 'approved' ? 'good' : 'plain'}>
            {texts.states[off.state]}
          </Mark>
        </p>
        <p className="nums text-15">{when}</p>
        {off.note && <p className="text-15 break-words text-quiet">{off.note}</p>}
        <p className="nums text-13 text-quiet">
          {texts.asked(format.shortMoment(off.requestedAt))}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {isWaiting && role !== 'therapist' && <Decide {...{ off, deciding, when }} />}
        {canWithdraw && (
          <Button
            look="quiet"
            data-testid="withdraw"
            aria-label={texts.withdrawOf(name, when)}
            isBusy={deciding.isBusy}
            className={small}
            onClick={() =>
              deciding.start({ write: timeOff.withdraw(off), said: () => texts.withdrawn(name) })
            }
          >
            {texts.withdraw}
          </Button>
        )}
      </div>
    </li>
  );
}

interface PartProps {
  title: string;
  list: DeskTimeOff[];
  deciding: Deciding;
  empty?: string;
}

function Part({ title, list, deciding, empty }: PartProps): ReactNode {
  if (list.length === 0 && !empty) return null;
  return (
    <section aria-label={title} className="space-y-2">
      <h2 className="text-17 font-semibold">{title}</h2>
      {list.length === 0 ? (
        <p className="text-15 text-quiet">{empty}</p>
      ) : (
        <ul className="overflow-hidden rounded-card border border-line bg-surface">
          {list.map((off) => (
            <Row key={off.id} {...{ off, deciding }} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Parts({ all, deciding }: { all: DeskTimeOff[]; deciding: Deciding }): ReactElement {
  const { role } = useStaff();
  const inState = (...states: DeskTimeOff['state'][]): DeskTimeOff[] =>
    all.filter(({ state }) => states.includes(state));
  return (
    <div className="space-y-6">
      <Part
        title={texts.waiting}
        list={inState('requested')}
        deciding={deciding}
        {...(role !== 'therapist' && { empty: texts.nothingWaiting })}
      />
      <Part title={texts.planned} list={inState('approved')} deciding={deciding} />
      <Part title={texts.closed} list={inState('declined', 'withdrawn')} deciding={deciding} />
    </div>
  );
}

export function TimeOffPage(): ReactElement {
  const { role } = useStaff();
  const [isAdding, setAdding] = useState(false);
  const list = useQuery(timeOffQuery);
  const deciding = useChange<DeskTimeOff>(
    () => undefined,
    () => void list.refetch(),
  );
  const isOwn = role === 'therapist';
  const form = <TimeOffForm onClose={() => setAdding(false)} />;
  return (
    <SetupPage
      section="time-off"
      action={{ label: isOwn ? texts.request : texts.enter, run: () => setAdding(true) }}
    >
      {Boolean(deciding.error) && <Trouble error={deciding.error} />}
      <Loaded query={list}>
        {(all) =>
          all.length === 0 ? (
            <Empty title={texts.empty} next={isOwn ? texts.emptyOwn : texts.emptyNext} />
          ) : (
            <Parts {...{ all, deciding }} />
          )
        }
      </Loaded>
      {deciding.asking && <StrandedDialog asking={deciding.asking} isBusy={deciding.isBusy} />}
      {isAdding && (isOwn ? form : <WithLists>{form}</WithLists>)}
    </SetupPage>
  );
}
