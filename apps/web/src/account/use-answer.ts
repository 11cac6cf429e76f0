import type { CheckInAnswer, CheckInResult, CheckInView } from '@limber/contracts';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useLocation } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { answerCheckIn } from '../api/booking.requests.ts';
import { newKey } from '../browser-ids.ts';
import type { Offer } from './use-offers.ts';

export type Ask = CheckInView['asks'][number];
export type Values = Partial<Record<Ask, number>>;

/** What was sent and what came of it. */
export interface Saved {
  answer: CheckInAnswer;
  offer: Offer | undefined;
  /** Times stood below the question. */
  wasOffered: boolean;
  result: CheckInResult;
}

const TAPPED = /^#?s=(10|\d)$/;

/** The number tapped in the mail. It came in the fragment, which no server and no scanner has seen. */
const tappedValue = (hash: string): number | undefined => {
  const [, value] = TAPPED.exec(hash) ?? [];
  return value === undefined ? undefined : Number(value);
};

/** Where the client is: quiet hours are of there. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

const bookOf = ({ serviceId, durationMin, startsAt, location, therapist }: Offer) => ({
  ...{ serviceId, durationMin, startsAt },
  ...{ locationId: location.id, therapistId: therapist.id },
});

/** The same again travels under the same key, so that a second press cannot book twice. */
function useKey(): (body: CheckInAnswer) => string {
  const last = useRef({ text: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.text !== text) last.current = { text, key: newKey() };
    return last.current.key;
  };
}

interface Press {
  answer: CheckInAnswer;
  offer: Offer | undefined;
  wasOffered: boolean;
}

export function useSend(
  token: string,
  onSaved: (saved: Saved) => void,
): UseMutationResult<CheckInResult, unknown, Press> {
  const keyFor = useKey();
  return useMutation({
    mutationFn: ({ answer, offer }: Press) => {
      const body = { ...answer, ...(offer && { book: bookOf(offer) }) };
      return answerCheckIn(token, body, keyFor(body));
    },
    onSuccess: (result, press) => onSaved({ ...press, result }),
  });
}

/** What was tapped in the mail is chosen and not saved; a correction starts from what was sent. */
export function useValues(last: CheckInAnswer | undefined) {
  const { hash } = useLocation();
  const [values, setValues] = useState<Values>(() => {
    if (last) {
      const { soreness, stiffness, sleep, readiness } = last;
      return JSON.parse(JSON.stringify({ soreness, stiffness, sleep, readiness })) as Values;
    }
    const tapped = tappedValue(hash);
    return tapped === undefined ? {} : { soreness: tapped };
  });
  const known = useRef(hash);
  useEffect(() => {
    // A second tap in the mail opens the same page with another number.
    if (known.current === hash) return;
    known.current = hash;
    const tapped = tappedValue(hash);
    if (tapped !== undefined) setValues((before) => ({ ...before, soreness: tapped }));
  }, [hash]);
  return { values, setValues };
}
