import { type ReactElement } from 'react';
import { DeskTitle } from './desk-title.tsx';
import { feedTexts as texts } from './feeds.en.ts';
import { Feeds } from './feeds.tsx';
import { PrivateCalendars } from './private-calendars.tsx';

/** Private calendars, both ways: busy times come in, and visits go out. What can be in trouble comes first. */
export function FeedsPage(): ReactElement {
  return (
    <div className="max-w-[760px] space-y-8 px-4 py-4 pb-24 lg:px-6">
      <DeskTitle lead={texts.bothWays}>{texts.title}</DeskTitle>
      <PrivateCalendars />
      <hr className="border-line" />
      <Feeds />
    </div>
  );
}
