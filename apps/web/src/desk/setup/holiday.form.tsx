import type { DeskHoliday } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { now } from '../../api/clinic-clock.ts';
import { Button } from '../../ui/button.tsx';
import { addDays, formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { fullDate } from './calendar.rules.ts';
import { DateField, PickField, TextField } from './fields.tsx';
import { holidayTexts as texts } from './holiday.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { holidays, holidaysQuery, locationsQuery } from './setup.requests.ts';
import { useEditor, useLatest, type Words } from './use-editor.ts';

interface Draft {
  date: string;
  name: string;
  locationId: string | null;
}

const draftOf = ({ date, name, location }: DeskHoliday): Draft => ({
  ...{ date, name, locationId: location?.id ?? null },
});

interface Props {
  holiday: DeskHoliday | null;
  onClose: () => void;
}

export function HolidayForm({ holiday, onClose }: Props): ReactElement {
  const { locale, timeZone } = useStaff().clinic;
  const { data: places = [] } = useQuery(locationsQuery);
  const nameOf = (id: string | null): string =>
    places.find((place) => place.id === id)?.name ?? texts.everywhere;
  const words: Words<Draft> = {
    date: { label: texts.date, say: (date) => fullDate(locale, date) },
    name: { label: texts.name, say: (name) => name },
    locationId: { label: texts.where, say: nameOf },
  };
  const tomorrow = addDays(formatFor(locale, timeZone).date(now()), 1);
  const editor = useEditor<DeskHoliday, Draft>({
    thing: holiday,
    draft: holiday ? draftOf(holiday) : { date: tomorrow, name: '', locationId: null },
    ...{ draftOf, words, onClose },
    latest: useLatest<DeskHoliday>(holidaysQuery, holiday?.id),
  });
  const { draft, set, thing } = editor;
  const save = (): void =>
    editor.run<DeskHoliday>(thing ? holidays.change(thing, draft) : holidays.create(draft), {
      said: (after) => texts.saved(after.name, fullDate(locale, after.date)),
      undo: (after) => (thing ? holidays.change(after, draftOf(thing)) : holidays.remove(after)),
    });
  const remove = (gone: DeskHoliday): void =>
    editor.run<undefined>(holidays.remove(gone), {
      said: () => texts.removed(gone.name, fullDate(locale, gone.date)),
      undo: () => holidays.create(draftOf(gone)),
    });
  return (
    <SetupPanel
      title={holiday?.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
    >
      <Fields {...{ draft, set, places }} />
      {thing && (
        <Button look="danger" data-testid="remove" className="w-full" onClick={() => remove(thing)}>
          {texts.remove}
        </Button>
      )}
    </SetupPanel>
  );
}

interface FieldsProps {
  draft: Draft;
  set: (patch: Partial<Draft>) => void;
  places: { id: string; name: string }[];
}

function Fields({ draft, set, places }: FieldsProps): ReactElement {
  return (
    <>
      <DateField
        {...{ path: 'date', label: texts.date, value: draft.date }}
        onChange={(date) => set({ date })}
      />
      <TextField
        {...{ path: 'name', label: texts.name, hint: texts.nameHint, maxLength: 120 }}
        value={draft.name}
        onChange={(name) => set({ name })}
      />
      <PickField
        {...{ path: 'locationId', label: texts.where, value: draft.locationId ?? '' }}
        options={[
          { value: '', label: texts.everywhere },
          ...places.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => set({ locationId: id || null })}
      />
    </>
  );
}
