import type { BookingCreated, BookingRequest, HoldView } from '@limber/contracts';
import { useMutation, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { now } from '../api/clinic-clock.ts';
import { confirmBooking } from '../api/booking.requests.ts';
import { isCode } from '../api/problem.ts';
import { newKey } from '../browser-ids.ts';
import { trainingReport } from './answers.rules.ts';
import { changeDraft, readDraft } from './draft.store.ts';

function bodyOf({ hold, screening, guest }: Confirm): BookingRequest {
  const draft = readDraft();
  const { name, email, phone, guardianName, checkIns, marketing } = draft.contact;
  const training = trainingReport(draft);
  const { recommendation } = draft;
  const isLive = recommendation !== null && Date.parse(recommendation.expiresAt) > now();
  return {
    holdId: hold.id,
    client: {
      name: name.trim(),
      email: email.trim(),
      phone: phone.trim(),
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      ...(guardianName !== null && { guardian: { name: guardianName.trim() } }),
    },
    screening: [...screening],
    ...(guest && { guest }),
    consents: { healthData: true, checkIns, marketing },
    ...(training && { training }),
    ...(isLive && { recommendationId: recommendation.id }),
  };
}

/** The same booking again travels under the same key, so that a second press cannot book twice. */
function keyFor(body: BookingRequest): string {
  const text = JSON.stringify(body);
  const { attempt } = readDraft();
  if (attempt?.body === text) return attempt.key;
  const key = newKey();
  changeDraft({ attempt: { key, body: text } });
  return key;
}

interface Confirm {
  hold: HoldView;
  screening: readonly string[];
  /** Of a time for two. */
  guest?: BookingRequest['guest'];
}

export function useConfirm(): UseMutationResult<BookingCreated, unknown, Confirm> {
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (asked: Confirm) => {
      const body = bodyOf(asked);
      return confirmBooking(body, asked.hold.token, keyFor(body));
    },
    // The api saw a red flag that this page did not: the way ends on the safety page, see UnlessStopped.
    onError: (error) => {
      if (isCode(error, 'SCREENING_REFUSED')) changeDraft({ safety: error.safety });
    },
    onSuccess: (created, { hold }) => {
      const training = trainingReport(readDraft());
      changeDraft({
        done: { created, hold, training, bookedAt: now() },
        hold: null,
        attempt: null,
      });
      void navigate({ to: '/book/done', replace: true });
    },
  });
}
