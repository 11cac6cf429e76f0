import type { ReactElement } from 'react';
import { ActionBar } from '../booking/layout.tsx';
import { Button } from '../ui/button.tsx';
import type { Format } from '../ui/format.ts';
import { checkInTexts as texts } from './account.en.ts';
import { rebookTexts } from './rebook.en.ts';
import type { Offer } from './use-offers.ts';

interface Props {
  soreness: number | undefined;
  isFlagged: boolean;
  /** The mail after a visit may ask for no number at all. */
  asksNumber: boolean;
  isBusy: boolean;
  /** The time that is taken with the same press; none while a warning sign is ticked. */
  offer: Offer | undefined;
  /** A correction is a correction first: then booking is the quieter of the two. */
  isCorrecting: boolean;
  /** The warning signs have been in view: only then does the button follow the thumb. */
  isSeen: boolean;
  format: Format;
  onSave: (offer?: Offer) => void;
  onJump: () => void;
}

/** Never broken between the day and the time. */
const shortTime = (format: Format, at: string): string =>
  `${format.shortDay(at)} ${format.time(at)}`.replaceAll(' ', '\u00a0');
const firstName = (name: string): string => name.split(' ')[0] ?? name;

type Bookable = Props & { offer: Offer; soreness: number };

function SaveAndBook(props: Bookable): ReactElement {
  const { offer, soreness, format } = props;
  const { startsAt, therapist, durationMin, price } = offer;
  const when = shortTime(format, startsAt);
  return (
    <Button
      data-testid="save-and-book"
      look={props.isCorrecting ? 'quiet' : 'main'}
      className="nums flex-col gap-0! py-2"
      isBusy={props.isBusy}
      onClick={() => props.onSave(offer)}
    >
      <span className="text-balance">
        {rebookTexts.book(when, firstName(therapist.name), durationMin, format.money(price))}
      </span>
      <span className="text-13 font-normal">{rebookTexts.noneToday(soreness)}</span>
    </Button>
  );
}

function saveLabel({ soreness, isFlagged, asksNumber, offer }: Props): string {
  if (asksNumber && soreness === undefined) return texts.chooseFirst;
  if (isFlagged) return texts.saveSome;
  if (soreness === undefined) return texts.saveNothing;
  return offer ? rebookTexts.saveOnly(soreness) : texts.saveNone(soreness);
}

/** Rests at the bottom of a phone until the warning signs have been in view. */
function Jump({ offer, format, onJump }: Props): ReactElement {
  return (
    <ActionBar isPhoneOnly>
      <Button look="quiet" className="nums px-3! text-15!" onClick={onJump}>
        {offer ? rebookTexts.jump(shortTime(format, offer.startsAt)) : rebookTexts.jumpSave}
      </Button>
    </ActionBar>
  );
}

/**
 * The press itself answers the list: "none of these" stands on the button, nothing is preselected. An
 * offer that arrives takes the place above "save", which stays where the thumb may already be.
 */
export function CheckInSave(props: Props): ReactElement {
  const { soreness, offer, isCorrecting } = props;
  const isReady = soreness !== undefined || !props.asksNumber;
  const isQuiet = offer !== undefined && !isCorrecting;
  return (
    <>
      <ActionBar isFollowing={props.isSeen}>
        {offer && soreness !== undefined && (
          <SaveAndBook {...props} offer={offer} soreness={soreness} />
        )}
        <Button
          data-testid="save-check-in"
          look={isQuiet ? 'quiet' : 'main'}
          className="nums"
          isBusy={props.isBusy}
          disabled={!isReady}
          onClick={() => props.onSave()}
        >
          {saveLabel(props)}
        </Button>
      </ActionBar>
      {!props.isSeen && isReady && <Jump {...props} />}
    </>
  );
}
