import type { ReactElement } from 'react';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { usePlaceFormat } from '../ui/use-format.ts';
import { timesTexts as texts } from './times.en.ts';

interface Props {
  title: string;
  lead: string;
  starts: readonly string[];
  /** On whose clocks they are told; the clinic's when it could be any place. */
  locationId?: string | undefined;
  isBusy: boolean;
  onPick: (startsAt: string) => void;
  onOther?: (() => void) | undefined;
  otherLabel?: string;
}

/** A time was lost: what happened, what was kept, and the nearest free starts, one tap each. */
export function Alternatives(props: Props): ReactElement {
  const format = usePlaceFormat(props.locationId);
  return (
    <Notice tone="caution" title={props.title} isUrgent>
      <p>{props.lead}</p>
      <div className="nums flex flex-col gap-2">
        {props.starts.map((startsAt) => (
          <Button
            key={startsAt}
            look="quiet"
            data-testid="alternative"
            isBusy={props.isBusy}
            onClick={() => props.onPick(startsAt)}
          >
            {texts.alternative(format.moment(startsAt))}
          </Button>
        ))}
        {props.onOther && (
          <Button look="plain" onClick={props.onOther}>
            {props.otherLabel}
          </Button>
        )}
      </div>
    </Notice>
  );
}
