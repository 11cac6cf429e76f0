import type { DeskBookingDetail, DeskHealth } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { Eye } from 'lucide-react';
import { type ReactElement, useState } from 'react';
import { now } from '../api/clinic-clock.ts';
import { suggestionTexts } from '../booking/suggestion.en.ts';
import { listAreas } from '../booking/training.en.ts';
import { Button } from '../ui/button.tsx';
import { Certainty } from '../ui/certainty.tsx';
import type { Format } from '../ui/format.ts';
import { Skeleton } from '../ui/skeleton.tsx';
import { Trouble } from '../ui/trouble.tsx';
import { clearanceTexts } from './clearance.en.ts';
import { healthTexts as texts } from './health.en.ts';
import { healthQuery } from './desk.requests.ts';
import { Block, Clearances, Intake, Limits, Mind, Screening } from './panel-answers.tsx';
import { PanelPart } from './panel-parts.tsx';
import { useSignInWhenGone } from './use-desk.ts';

interface TrainingProps {
  training: NonNullable<DeskHealth['training']>;
  format: Format;
}

function TrainingLines({ training, format }: TrainingProps): ReactElement {
  const { type, hoursBefore, rpe, areas, soreness, durationMin, endedAt } = training;
  return (
    <>
      <p>
        {type === 'rest' ? texts.restDay : texts.trained(hoursBefore, type, rpe)}
        {type !== 'rest' && `, ${texts.length(durationMin)}`}
      </p>
      <p className="text-quiet">{texts.ended(format.shortMoment(endedAt))}</p>
      {areas.length > 0 && <p>{texts.where(listAreas(areas))}</p>}
      {soreness !== null && <p>{texts.soreness(soreness)}</p>}
    </>
  );
}

/** Not the client's "your therapist sees a note", and no bare code: the answer itself stands above. */
const isForHands = (code: string): boolean =>
  code !== 'therapist_note' && suggestionTexts.caution(code) !== undefined;

function Suggestion({
  suggestion,
  format,
}: Pick<DeskHealth, 'suggestion'> & { format: Format }): ReactElement {
  if (!suggestion) return <p className="text-quiet">{texts.noSuggestion}</p>;
  const { sessionType, durationMin, pressure, bodyFocus, evidence, cautions } = suggestion;
  return (
    <>
      <p className="font-semibold">{texts.work(sessionType, durationMin, pressure)}</p>
      {bodyFocus.length > 0 && <p>{texts.focus(listAreas(bodyFocus))}</p>}
      {cautions.filter(isForHands).map((code) => (
        <Mind key={code}>{suggestionTexts.caution(code)}</Mind>
      ))}
      <ul className="space-y-2">
        {evidence.map(({ claimId, title, certainty }) => (
          <li key={claimId}>
            <p>{title}</p>
            <p className="text-quiet">
              <Certainty word={certainty} />
            </p>
          </li>
        ))}
      </ul>
      <ul className="list-disc space-y-1 pl-5 text-quiet">
        {suggestion.explanation.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
      <p className="text-13 text-quiet">
        {texts.rules(suggestion.version, format.shortMoment(suggestion.spokenAt))}
      </p>
    </>
  );
}

interface AnswersProps {
  health: DeskHealth;
  format: Format;
}

/** What is asked of a client only: of a guest no more is known than their answers with the booking. */
function OwnAnswers({ health, format }: AnswersProps): ReactElement {
  const { clearances, training, suggestion } = health;
  return (
    <>
      <Block title={texts.intake}>
        <Intake health={health} format={format} />
      </Block>
      {clearances.length > 0 && (
        <Block title={clearanceTexts.onFile}>
          <Clearances health={health} format={format} />
        </Block>
      )}
      <Block title={texts.training}>
        {training ? (
          <TrainingLines training={training} format={format} />
        ) : (
          <p className="text-quiet">{texts.noTraining}</p>
        )}
      </Block>
      <Block title={texts.suggestion}>
        <Suggestion suggestion={suggestion} format={format} />
      </Block>
    </>
  );
}

function Answers({ health, format }: AnswersProps): ReactElement {
  const { of, limits, note, lastResponse, harm } = health;
  return (
    <div data-testid="health-answers" className="rise space-y-4">
      <p className="font-semibold break-words">{texts.of(of.name)}</p>
      {harm.length > 0 && (
        <Block title={texts.harm}>
          {harm.map(({ toldAt, told }) => (
            <Mind key={toldAt}>{texts.harmTold(format.shortMoment(toldAt), told)}</Mind>
          ))}
        </Block>
      )}
      <Limits limits={limits} />
      <Block title={texts.screening}>
        <Screening health={health} format={format} />
      </Block>
      {note && (
        <Block title={texts.clientNote}>
          <blockquote className="border-l-2 border-edge pl-3 whitespace-pre-line">
            {note}
          </blockquote>
        </Block>
      )}
      {!of.isGuest && <OwnAnswers health={health} format={format} />}
      {lastResponse.length > 0 && (
        <Block title={texts.labels.last}>
          <p>{texts.last(lastResponse)}</p>
        </Block>
      )}
    </div>
  );
}

interface OpenedProps {
  reference: string;
  format: Format;
  onClose: () => void;
}

function Opened({ reference, format, onClose }: OpenedProps): ReactElement {
  const health = useQuery(healthQuery(reference));
  const [openedAt] = useState(now);
  useSignInWhenGone(health.error);
  return (
    <>
      {health.isPending && <Skeleton rows={4} height={32} />}
      {health.isError && <Trouble error={health.error} onRetry={() => void health.refetch()} />}
      {health.data && (
        <>
          <p className="nums text-13 text-quiet">{texts.wasRecorded(format.time(openedAt))}</p>
          <Answers health={health.data} format={format} />
        </>
      )}
      <Button look="quiet" className="w-full" onClick={onClose}>
        {texts.close}
      </Button>
    </>
  );
}

interface Props {
  booking: DeskBookingDetail;
  format: Format;
}

/** Closed until pressed: a look at somebody's health is a deed, and it is written down. */
export function PanelHealth({ booking, format }: Props): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const { canReadHealth, reference } = booking;
  return (
    <PanelPart title={texts.section}>
      {!canReadHealth && <p className="text-15 text-quiet">{texts.notNow}</p>}
      {canReadHealth && !isOpen && (
        <>
          <p id="health-recorded" className="text-15 text-quiet">
            {texts.recorded}
          </p>
          <Button
            look="quiet"
            className="w-full"
            data-testid="open-health"
            aria-describedby="health-recorded"
            onClick={() => setOpen(true)}
          >
            <Eye aria-hidden size={20} />
            {texts.open}
          </Button>
        </>
      )}
      {canReadHealth && isOpen && (
        <Opened reference={reference} format={format} onClose={() => setOpen(false)} />
      )}
    </PanelPart>
  );
}
