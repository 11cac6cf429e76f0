import type { WaitlistEntryView as Entry, WaitlistWindow } from '@limber/contracts';
import type { ReactElement, ReactNode } from 'react';
import { type Format, longDate } from '../ui/format.ts';
import { waitlistTexts } from './waitlist.en.ts';
import { partOf } from './wish.rules.ts';

const texts = waitlistTexts.entry;

export function FactLine({
  label,
  children,
}: {
  label: string;
  children: ReactNode;
}): ReactElement {
  return (
    <div className="grid grid-cols-[104px_1fr] gap-3 border-b border-line py-3 text-15 last:border-b-0">
      <dt className="text-quiet">{label}</dt>
      <dd className="nums min-w-0 break-words">{children}</dd>
    </div>
  );
}

/** "Tuesday 12 January to Thursday 14 January, 10:00 to 12:00" */
export function windowText(window: WaitlistWindow, locale: string): string {
  const { from, to, startTime, endTime } = window;
  const hours = partOf(window) === 'any' ? texts.anyTime : texts.hours(startTime, endTime);
  return from === to
    ? texts.day(longDate(locale, from), hours)
    : texts.days(longDate(locale, from), longDate(locale, to), hours);
}

interface Props {
  entry: Entry;
  format: Format;
}

export function EntryFacts({
  entry,
  format,
  showsPlace,
}: Props & { showsPlace: boolean }): ReactElement {
  const { service, durationMin, therapist, location, price, windows, moves } = entry;
  return (
    <dl className="border-y border-line">
      <FactLine label={texts.what}>{texts.service(service.name, durationMin)}</FactLine>
      <FactLine label={texts.who}>{therapist?.name ?? texts.anybody}</FactLine>
      {showsPlace && location && <FactLine label={texts.where}>{location.name}</FactLine>}
      <FactLine label={texts.when}>
        <ul>
          {windows.map((window) => {
            const text = windowText(window, format.locale);
            return <li key={text}>{text}</li>;
          })}
        </ul>
      </FactLine>
      <FactLine label={texts.notice}>{texts.noticeOf(entry.noticeMin)}</FactLine>
      <FactLine label={texts.until}>{longDate(format.locale, entry.expiresOn)}</FactLine>
      {price && !moves && <FactLine label={texts.price}>{format.money(price)}</FactLine>}
      {moves && <FactLine label={texts.replaces}>{format.moment(moves.startsAt)}</FactLine>}
    </dl>
  );
}

/** What it has brought so far, newest first. */
export function OffersBefore({ entry, format }: Props): ReactElement | null {
  const before = entry.offers.filter(({ state }) => state !== 'open');
  if (before.length === 0) return null;
  return (
    <section aria-label={texts.before} className="space-y-2">
      <h2 className="text-17 font-semibold">{texts.before}</h2>
      <ul className="border-y border-line">
        {before.map(({ id, startsAt, therapist, state }) => (
          <li
            key={id}
            className="flex flex-wrap justify-between gap-x-4 border-b border-line py-3 text-15 last:border-b-0"
          >
            <span className="nums">
              {texts.offer(format.shortMoment(startsAt), therapist.name)}
            </span>
            <span className="text-quiet">{texts.states[state]}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
