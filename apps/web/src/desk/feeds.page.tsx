import { type ReactElement, useEffect } from 'react';
import { feedTexts as texts } from './feeds.en.ts';
import { Feeds } from './feeds.tsx';
import { PrivateCalendars } from './private-calendars.tsx';

/** Private calendars, both ways: busy times come in, and visits go out. What can be in trouble comes first. */
export function FeedsPage(): ReactElement {
  useEffect(() => {
    document.title = `${texts.title} · Limber`;
  }, []);
  return (
    <div className="max-w-[760px] space-y-8 px-4 py-4 pb-24 lg:px-6">
      <div className="space-y-1">
        <h1 className="voice text-28">{texts.title}</h1>
        <p className="measure text-15 text-quiet">{texts.bothWays}</p>
      </div>
      <PrivateCalendars />
      <hr className="border-line" />
      <Feeds />
    </div>
  );
}
