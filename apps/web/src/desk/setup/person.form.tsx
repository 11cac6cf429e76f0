import type { DeskTherapist, TherapistChange } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useStaff } from '../me.context.ts';
import { ChipsField, PickField, SwitchField, TextField, optionsOf } from './fields.tsx';
import { languageName, LanguagesField } from './languages-field.tsx';
import { NumberField } from './number-fields.tsx';
import { genderNames, personTexts as texts } from './person.en.ts';
import { mayEdit } from './sections.ts';
import { sessionTypeNames } from './service.en.ts';
import { setupTexts } from './setup.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { people, peopleQuery } from './setup.requests.ts';
import { type Editor, useEditor, useLatest, type Words } from './use-editor.ts';

type Draft = Omit<TherapistChange, 'acceptStranded'>;
type Gender = Draft['gender'];

const draftOf = ({ id: _, version: __, gender, ...person }: DeskTherapist): Draft => ({
  ...person,
  gender: gender as Gender,
});

const fresh: Draft = {
  ...{ name: '', bio: '', gender: 'female', languages: ['en'], sessionTypes: [] },
  ...{ effortCapPerDayTenths: null, effortCapPerWeekTenths: null, active: true },
  ...{ workEmail: null, dayPlanMails: true },
};

const cap = (tenths: number | null): string =>
  tenths === null ? texts.noCap : texts.points(tenths);

const wordsIn = (locale: string): Words<Draft> => ({
  name: { label: texts.name, say: (name) => name },
  bio: { label: texts.bio, say: (bio) => bio },
  gender: { label: texts.gender, say: (gender) => genderNames[gender] },
  languages: {
    label: texts.languages,
    say: (codes) => codes.map((code) => languageName(locale, code)).join(', '),
  },
  sessionTypes: {
    label: texts.skills,
    say: (types) => types.map((type) => sessionTypeNames[type]).join(', '),
  },
  effortCapPerDayTenths: { label: texts.capDay, say: cap },
  effortCapPerWeekTenths: { label: texts.capWeek, say: cap },
  workEmail: { label: texts.workEmail, say: (email) => email ?? texts.noEmail },
  dayPlanMails: { label: texts.dayPlanMails, say: (is) => (is ? texts.yes : texts.no) },
  active: { label: texts.active, say: (is) => (is ? texts.yes : texts.no) },
});

interface Props {
  person: DeskTherapist | null;
  onClose: () => void;
}

export function PersonForm({ person, onClose }: Props): ReactElement {
  const { role, clinic } = useStaff();
  const editor = useEditor<DeskTherapist, Draft>({
    thing: person,
    draft: person ? draftOf(person) : fresh,
    draftOf,
    words: wordsIn(clinic.locale),
    latest: useLatest<DeskTherapist>(peopleQuery, person?.id),
    onClose,
  });
  const { draft, thing } = editor;
  const save = (): void => {
    const { active: _, ...rest } = draft;
    if (!thing) return editor.run(people.create(rest), { said: () => texts.added(draft.name) });
    editor.run<DeskTherapist>(people.change(thing, draft), {
      said: () => texts.saved(draft.name),
      undo: (after) => people.change(after, draftOf(thing)),
    });
  };
  return (
    <SetupPanel
      title={person?.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      readOnly={mayEdit('people', role) ? undefined : setupTexts.ownerOnly}
    >
      <WhoFields {...editor} />
      <WorkFields {...editor} />
      <MailFields {...editor} />
    </SetupPanel>
  );
}

type Part = Pick<Editor<DeskTherapist, Draft>, 'draft' | 'set' | 'thing'>;

function WhoFields({ draft, set }: Part): ReactElement {
  return (
    <>
      <TextField
        {...{ path: 'name', label: texts.name, value: draft.name, maxLength: 120 }}
        onChange={(name) => set({ name })}
      />
      <TextField
        {...{ path: 'bio', label: texts.bio, hint: texts.bioHint, value: draft.bio }}
        {...{ maxLength: 600, rows: 3 }}
        onChange={(bio) => set({ bio })}
      />
      <PickField
        {...{ path: 'gender', label: texts.gender, hint: texts.genderHint, value: draft.gender }}
        options={optionsOf(genderNames)}
        onChange={(gender) => set({ gender })}
      />
      <LanguagesField languages={draft.languages} onChange={(languages) => set({ languages })} />
    </>
  );
}

/** What a cap of so many tenths comes to, in minutes of sports massage. */
const example = (tenths: number | null): string =>
  tenths === null ? texts.capHint : texts.capExample(Math.round(tenths / 13));

function WorkFields({ draft, set }: Part): ReactElement {
  return (
    <>
      <ChipsField
        {...{ path: 'sessionTypes', label: texts.skills, hint: texts.skillsHint }}
        options={optionsOf(sessionTypeNames)}
        chosen={draft.sessionTypes}
        onChange={(chosen) => set({ sessionTypes: chosen })}
      />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          {...{ path: 'effortCapPerDayTenths', label: texts.capDay, unit: texts.capUnit }}
          {...{ min: 0.1, max: 10_000, step: 0.1, scale: 10 }}
          hint={example(draft.effortCapPerDayTenths)}
          value={draft.effortCapPerDayTenths}
          onChange={(effortCapPerDayTenths) => set({ effortCapPerDayTenths })}
        />
        <NumberField
          {...{ path: 'effortCapPerWeekTenths', label: texts.capWeek, unit: texts.capUnit }}
          {...{ min: 0.1, max: 10_000, step: 0.1, scale: 10 }}
          hint={example(draft.effortCapPerWeekTenths)}
          value={draft.effortCapPerWeekTenths}
          onChange={(effortCapPerWeekTenths) => set({ effortCapPerWeekTenths })}
        />
      </div>
    </>
  );
}

function MailFields({ draft, set, thing }: Part): ReactElement {
  const hasAddress = Boolean(draft.workEmail);
  return (
    <>
      <TextField
        {...{ path: 'workEmail', label: texts.workEmail, hint: texts.workEmailHint }}
        {...{ value: draft.workEmail ?? '', maxLength: 254 }}
        onChange={(email) => set({ workEmail: email.trim() === '' ? null : email })}
      />
      {hasAddress && (
        <SwitchField
          {...{ path: 'dayPlanMails', label: texts.dayPlanMails, hint: texts.dayPlanHint }}
          isOn={draft.dayPlanMails ?? true}
          onChange={(dayPlanMails) => set({ dayPlanMails })}
        />
      )}
      {thing && (
        <SwitchField
          {...{ path: 'active', label: texts.active, hint: texts.activeHint, isOn: draft.active }}
          onChange={(active) => set({ active })}
        />
      )}
    </>
  );
}
