import type { DeskLocation, LocationChange } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useStaff } from '../me.context.ts';
import { hoursLines, weekdayName } from './calendar.rules.ts';
import { SwitchField, TextField } from './fields.tsx';
import { HoursEditor } from './hours-editor.tsx';
import { locationTexts as texts } from './location.en.ts';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { locations, locationsQuery } from './setup.requests.ts';
import { type Editor, useEditor, useLatest, type Words } from './use-editor.ts';

type Draft = Omit<LocationChange, 'acceptStranded'>;

const draftOf = (location: DeskLocation): Draft => ({
  name: location.name,
  address: location.address,
  timeZone: location.timeZone,
  openingHours: location.openingHours,
  resetInsideShift: location.resetInsideShift,
  active: location.active,
});

const zoneHere = (zone: string): Draft => ({
  ...{ name: '', address: '', timeZone: zone, openingHours: [] },
  ...{ resetInsideShift: false, active: true },
});

const yesNo = (is: boolean): string => (is ? texts.yes : texts.no);

const wordsIn = (locale: string): Words<Draft> => ({
  name: { label: texts.name, say: (name) => name },
  address: { label: texts.address, say: (address) => address },
  timeZone: { label: texts.zone, say: (zone) => zone },
  openingHours: {
    label: texts.hours,
    say: (hours) =>
      hoursLines(hours)
        .filter(({ spans }) => spans.length > 0)
        .map(({ from, to, spans }) => {
          const days = [from, ...(to > from ? [to] : [])];
          const names = days.map((day) => weekdayName(locale, day, 'short')).join('–');
          return `${names} ${spans.map((span) => `${span.opens}–${span.closes}`).join(', ')}`;
        })
        .join('; ') || texts.closed,
  },
  resetInsideShift: { label: texts.reset, say: yesNo },
  active: { label: texts.active, say: yesNo },
});

const zones = Intl.supportedValuesOf('timeZone');

interface Props {
  location: DeskLocation | null;
  onClose: () => void;
}

export function LocationForm({ location, onClose }: Props): ReactElement {
  const { role, clinic } = useStaff();
  const editor = useEditor<DeskLocation, Draft>({
    thing: location,
    draft: location ? draftOf(location) : zoneHere(clinic.timeZone),
    draftOf,
    words: wordsIn(clinic.locale),
    latest: useLatest<DeskLocation>(locationsQuery, location?.id),
    onClose,
  });
  const { draft, thing } = editor;
  const save = (): void => {
    const { active: _, ...fresh } = draft;
    if (!thing) return editor.run(locations.create(fresh), { said: () => texts.added(draft.name) });
    editor.run<DeskLocation>(locations.change(thing, draft), {
      said: () => texts.saved(draft.name),
      undo: (after) => locations.change(after, draftOf(thing)),
    });
  };
  return (
    <SetupPanel
      title={location?.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      readOnly={mayEdit('locations', role) ? undefined : setupTexts.ownerOnly}
    >
      <Fields {...editor} />
    </SetupPanel>
  );
}

type Part = Pick<Editor<DeskLocation, Draft>, 'draft' | 'set' | 'thing'>;

function Fields({ draft, set, thing }: Part): ReactElement {
  return (
    <>
      <TextField
        {...{ path: 'name', label: texts.name, value: draft.name, maxLength: 120 }}
        onChange={(name) => set({ name })}
      />
      <TextField
        {...{ path: 'address', label: texts.address, value: draft.address, maxLength: 300 }}
        onChange={(address) => set({ address })}
      />
      <TextField
        {...{ path: 'timeZone', label: texts.zone, value: draft.timeZone, maxLength: 64 }}
        hint={texts.zoneHint}
        list={zones}
        onChange={(timeZone) => set({ timeZone })}
      />
      <HoursEditor hours={draft.openingHours} onChange={(openingHours) => set({ openingHours })} />
      <SwitchField
        {...{ path: 'resetInsideShift', label: texts.reset, hint: texts.resetHint }}
        isOn={draft.resetInsideShift}
        onChange={(resetInsideShift) => set({ resetInsideShift })}
      />
      {thing && (
        <SwitchField
          {...{ path: 'active', label: texts.active, hint: texts.activeHint, isOn: draft.active }}
          onChange={(active) => set({ active })}
        />
      )}
    </>
  );
}
