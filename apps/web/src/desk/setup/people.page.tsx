import type { DeskTherapist } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useStaff } from '../me.context.ts';
import { languageName } from './languages-field.tsx';
import { personTexts as texts } from './person.en.ts';
import { PersonForm } from './person.form.tsx';
import { mayEdit } from './sections.ts';
import { sessionTypeNames } from './service.en.ts';
import { setupTexts } from './setup.en.ts';
import { Empty, ListBox, ListRow, Loaded, Mark, SetupPage } from './setup-page.tsx';
import { peopleQuery } from './setup.requests.ts';

export const capInWords = (tenths: number | null): string =>
  tenths === null ? texts.noCap : texts.points(tenths);

function Facts({ person }: { person: DeskTherapist }): ReactElement {
  const { locale } = useStaff().clinic;
  const { effortCapPerDayTenths: day, effortCapPerWeekTenths: week } = person;
  const facts: [string, string][] = [
    [texts.does, person.sessionTypes.map((type) => sessionTypeNames[type]).join(', ')],
    [texts.speaks, person.languages.map((code) => languageName(locale, code)).join(', ')],
    [
      texts.effort,
      day === null && week === null ? texts.noCap : texts.caps(capInWords(day), capInWords(week)),
    ],
    [
      texts.mails,
      person.workEmail && person.dayPlanMails ? texts.mailsTo(person.workEmail) : texts.noMails,
    ],
  ];
  return (
    <dl className="mt-1 grid grid-cols-[72px_1fr] gap-x-3 text-15">
      {facts.map(([label, value]) => (
        <div key={label} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-quiet">{label}</dt>
          <dd className="min-w-0 break-words">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

export function PeoplePage(): ReactElement {
  const { role } = useStaff();
  const [open, setOpen] = useState<DeskTherapist | 'new' | null>(null);
  const list = useQuery(peopleQuery);
  const canEdit = mayEdit('people', role);
  return (
    <SetupPage
      section="people"
      action={canEdit ? { label: texts.add, run: () => setOpen('new') } : undefined}
      readOnly={canEdit ? undefined : setupTexts.ownerOnly}
    >
      <Loaded query={list}>
        {(people) =>
          people.length === 0 ? (
            <Empty title={texts.empty} next={texts.emptyNext} />
          ) : (
            <ListBox label={texts.list}>
              {people.map((person) => (
                <ListRow
                  key={person.id}
                  name={person.name}
                  openLabel={(canEdit ? setupTexts.edit : setupTexts.look)(person.name)}
                  onOpen={() => setOpen(person)}
                  isOff={!person.active}
                  testId="person"
                  mark={!person.active && <Mark>{texts.inactive}</Mark>}
                >
                  <Facts person={person} />
                </ListRow>
              ))}
            </ListBox>
          )
        }
      </Loaded>
      {open && <PersonForm person={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </SetupPage>
  );
}
