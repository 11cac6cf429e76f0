import type { DeskHoliday } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useStaff } from '../me.context.ts';
import { fullDate } from './calendar.rules.ts';
import { holidayTexts as texts } from './holiday.en.ts';
import { HolidayForm } from './holiday.form.tsx';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { Empty, ListBox, ListRow, Loaded, SetupPage } from './setup-page.tsx';
import { holidaysQuery } from './setup.requests.ts';

export function HolidaysPage(): ReactElement {
  const { role, clinic } = useStaff();
  const [open, setOpen] = useState<DeskHoliday | 'new' | null>(null);
  const list = useQuery(holidaysQuery);
  const canEdit = mayEdit('holidays', role);
  return (
    <SetupPage
      section="holidays"
      action={canEdit ? { label: texts.add, run: () => setOpen('new') } : undefined}
    >
      <Loaded query={list}>
        {(holidays) =>
          holidays.length === 0 ? (
            <Empty title={texts.empty} next={texts.emptyNext} />
          ) : (
            <ListBox label={texts.list}>
              {holidays.map((holiday) => (
                <ListRow
                  key={holiday.id}
                  name={holiday.name}
                  openLabel={setupTexts.edit(holiday.name)}
                  onOpen={() => setOpen(holiday)}
                  testId="holiday"
                >
                  <p className="nums text-15 text-quiet">
                    {fullDate(clinic.locale, holiday.date)},{' '}
                    {holiday.location?.name ?? texts.everywhere}
                  </p>
                </ListRow>
              ))}
            </ListBox>
          )
        }
      </Loaded>
      {open && <HolidayForm holiday={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SetupPage>
  );
}
