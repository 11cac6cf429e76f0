import { planFollowUps, type QuietHours, quietHoursOf } from '@limber/evidence';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { usePlaceFormat } from '../ui/use-format.ts';
import type { ContactDraft, Done } from './draft.ts';
import { doneTexts as texts } from './done.en.ts';
import { requestTexts } from './request.en.ts';

/** The same plan the api makes, from the same rules: so the times on this page are the times of the mails. */
function planOf(
  { hold, training, bookedAt }: Done,
  contact: ContactDraft,
  quiet: QuietHours | undefined,
) {
  const asked = {
    tz: Intl.DateTimeFormat().resolvedOptions().timeZone,
    trainingEndedAt: training ? Date.parse(training.endedAt) : null,
    bookedAt,
    sessionStart: Date.parse(hold.startsAt),
    sessionEnd: Date.parse(hold.endsAt),
    consent: { checkins: contact.checkIns, marketing: contact.marketing },
  };
  return planFollowUps(asked, quiet).send;
}

export function ComingMails({
  done,
  contact,
}: {
  done: Done;
  contact: ContactDraft;
}): ReactElement {
  const format = usePlaceFormat(done.hold.locationId);
  const hasTraining = done.training !== null;
  const { data: clinic } = useClinic();
  const mails = planOf(done, contact, clinic && quietHoursOf(clinic));
  const { answerBy } = done.created;
  const lines: [string, string, string][] = [
    ['confirmation', texts.now, answerBy ? requestTexts.mail : texts.mails.confirmation],
    ...(answerBy
      ? [
          ['answer', format.shortMoment(answerBy), requestTexts.answerMail] as [
            string,
            string,
            string,
          ],
        ]
      : []),
    ...mails.map(({ id, sendAt }): [string, string, string] => [
      id,
      format.shortMoment(sendAt),
      id === 'checkin_24' && !hasTraining ? texts.checkInAfterVisit : texts.mails[id],
    ]),
  ];
  return (
    <section aria-label={texts.next} className="space-y-3">
      <h2 className="text-17 font-semibold">{texts.next}</h2>
      <ol className="nums border-y border-line">
        {lines.map(([id, when, what]) => (
          <li
            key={id}
            className="grid gap-x-4 border-b border-line py-3 text-15 last:border-b-0 sm:grid-cols-[160px_1fr]"
          >
            <span className="font-medium">{when}</span>
            <span className="text-quiet">{what}</span>
          </li>
        ))}
      </ol>
      {hasTraining && contact.checkIns && <p className="text-13 text-quiet">{texts.counted}</p>}
    </section>
  );
}
