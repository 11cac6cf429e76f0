import type { IntakeResult, IntakeView } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useLocation, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { newKey } from '../browser-ids.ts';
import { answerIntake, readIntake } from '../api/booking.requests.ts';
import { useClinic } from '../api/clinic.queries.ts';
import { isCode } from '../api/problem.ts';
import { SafetyMessages } from '../booking/safety-messages.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { formatFor } from '../ui/format.ts';
import { Notice } from '../ui/notice.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { useFormat } from '../ui/use-format.ts';
import { manageTexts } from './account.en.ts';
import { intakeTexts as texts } from './intake.en.ts';
import { IntakeForm } from './intake.form.tsx';

interface Key {
  reference: string;
  token: string;
}

const manageAddress = ({ reference, token }: Key): string =>
  `/manage/${encodeURIComponent(reference)}?token=${encodeURIComponent(token)}`;

function Back({ link }: { link: Key }): ReactElement {
  return (
    <a href={manageAddress(link)} className={buttonClass('quiet')}>
      {texts.back}
    </a>
  );
}

function Thanks({ result, link }: { result: IntakeResult; link: Key }): ReactElement {
  const { title, lead } = texts.thanks[result.outcome];
  const mustCall = result.outcome === 'clearance' || result.outcome === 'refuse';
  return (
    <div data-testid="intake-thanks" className="space-y-6">
      <PageTitle lead={lead}>{title}</PageTitle>
      {result.safety.length > 0 && <SafetyMessages messages={result.safety} />}
      <div className="flex flex-wrap gap-3">
        {mustCall && (
          <a href={`tel:${result.phone.replaceAll(' ', '')}`} className={buttonClass('main')}>
            {texts.call(result.phone)}
          </a>
        )}
        <Back link={link} />
      </div>
    </div>
  );
}

interface AskedProps {
  intake: IntakeView;
  link: Key;
}

function Asked({ intake, link }: AskedProps): ReactElement {
  const { locale } = useFormat();
  const { data: clinic } = useClinic();
  const cache = useQueryClient();
  const [isAgain, setAgain] = useState(intake.isDue);
  const [key] = useState(newKey);
  const format = formatFor(locale, clinic?.timeZone ?? intake.visit.timeZone);
  const send = useMutation({
    mutationFn: (request: Parameters<typeof answerIntake>[2]) =>
      answerIntake(link.reference, link.token, request, key),
    onSuccess: () => {
      window.scrollTo(0, 0);
      void cache.invalidateQueries({ queryKey: ['booking', link.reference, link.token] });
    },
  });
  if (send.data) return <Thanks result={send.data} link={link} />;
  const { onFile } = intake;
  return (
    <>
      <PageTitle lead={texts.lead}>{texts.title}</PageTitle>
      {onFile && (
        <Notice
          tone={intake.isDue ? 'caution' : 'good'}
          title={texts.onFile(format.day(onFile.answeredAt))}
        >
          <p>{intake.isDue ? texts.wasDue : texts.dueAgain(format.dated(onFile.dueAgainAt))}</p>
        </Notice>
      )}
      {isAgain ? (
        <IntakeForm
          intake={intake}
          isBusy={send.isPending}
          onSend={(request) => send.mutate(request)}
        />
      ) : (
        <div className="flex flex-wrap gap-3">
          <Button look="quiet" data-testid="intake-again" onClick={() => setAgain(true)}>
            {texts.change}
          </Button>
          <Back link={link} />
        </div>
      )}
      {send.isError && <Trouble error={send.error} />}
    </>
  );
}

function Closed({ link }: { link: Key }): ReactElement {
  return (
    <>
      <PageTitle lead={texts.closed}>{texts.closedTitle}</PageTitle>
      <Back link={link} />
    </>
  );
}

export function IntakePage(): ReactElement {
  const { reference = '' } = useParams({ strict: false });
  const { searchStr } = useLocation();
  const token = new URLSearchParams(searchStr).get('token') ?? '';
  const link = { reference, token };
  const intake = useQuery({
    queryKey: ['intake', reference, token],
    queryFn: ({ signal }) => readIntake(reference, token, signal),
    // What somebody is ticking must not be asked anew under their hands.
    staleTime: Infinity,
    gcTime: 0,
  });
  return (
    <div className="rise mx-auto max-w-[640px] space-y-6">
      {intake.isPending && <Skeleton rows={6} height={96} />}
      {intake.data?.visit.isOpen && <Asked intake={intake.data} link={link} />}
      {intake.data?.visit.isOpen === false && <Closed link={link} />}
      {isCode(intake.error, 'NOT_FOUND', 'VALIDATION_FAILED') ? (
        <PageTitle lead={manageTexts.invalid.lead}>{texts.linkTrouble}</PageTitle>
      ) : (
        intake.isError && <Trouble error={intake.error} onRetry={() => void intake.refetch()} />
      )}
    </div>
  );
}
