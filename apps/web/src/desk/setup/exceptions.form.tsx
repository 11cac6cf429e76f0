import type { DeskShiftException } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { ChipsField, optionsOf } from './fields.tsx';
import { exceptionTexts as texts } from './exception.en.ts';
import { useFieldErrors } from './form.context.ts';
import { ManyDates } from './many-dates.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { exceptions, locationsQuery, peopleQuery } from './setup.requests.ts';
import { type ShiftHours, ShiftHoursFields } from './shift-hours.tsx';
import { useToday } from './use-today.ts';
import { useEditor } from './use-editor.ts';

type Kind = DeskShiftException['kind'];

interface Draft {
  kind: Kind;
  therapistIds: string[];
  dates: string[];
  hours: ShiftHours;
}

/** What is wrong with one of the therapists chosen, under the chips. */
function TherapistFaults({ ids, names }: { ids: string[]; names: Map<string, string> }) {
  const errors = useFieldErrors('therapistIds').filter(({ path }) => path !== 'therapistIds');
  return (
    <>
      {errors.map(({ path, message }) => (
        <p key={path} data-path={path} className="-mt-3! text-13 font-medium text-brick">
          {names.get(ids[Number(path.split('.')[1])] ?? '')}: {message}
        </p>
      ))}
    </>
  );
}

/** Many dates, many therapists, one press: all of them are saved, or none. */
export function ExceptionsForm({ onClose }: { onClose: () => void }): ReactElement {
  const today = useToday();
  const { data: places = [] } = useQuery(locationsQuery);
  const locationId = places.find(({ active }) => active)?.id ?? '';
  const editor = useEditor<DeskShiftException, Draft>({
    thing: null,
    draft: {
      ...{ kind: 'off', therapistIds: [], dates: [] },
      hours: { locationId, roomId: null, startsAt: '10:00', endsAt: '16:00', breaks: [] },
    },
    onClose,
  });
  const { draft, set } = editor;
  const { hours: _, ...off } = draft;
  const many = draft.therapistIds.length * draft.dates.length;
  const save = (): void =>
    editor.run<DeskShiftException[]>(exceptions.create(draft.kind === 'off' ? off : draft), {
      said: (made) => texts.saved(made.length),
      undo: (made) => exceptions.removeMany(made),
    });
  return (
    <SetupPanel
      title={texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      save={texts.save(many)}
    >
      <Fields {...{ draft, set, today }} />
      <p role="status" className="text-15 text-quiet">
        {texts.count(draft.therapistIds.length, draft.dates.length)}
      </p>
    </SetupPanel>
  );
}

interface FieldsProps {
  draft: Draft;
  set: (patch: Partial<Draft>) => void;
  today: string;
}

function Fields({ draft, set, today }: FieldsProps): ReactElement {
  const { data: people = [] } = useQuery(peopleQuery);
  const active = people.filter((person) => person.active);
  return (
    <>
      <ChipsField
        {...{ path: 'kind', label: texts.kind, hint: texts.kindHints[draft.kind], isOne: true }}
        options={optionsOf(texts.kinds)}
        chosen={[draft.kind]}
        onChange={([kind]) => kind && set({ kind })}
      />
      <ChipsField
        {...{ path: 'therapistIds', label: texts.who, chosen: draft.therapistIds }}
        options={active.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(therapistIds) => set({ therapistIds })}
      />
      <TherapistFaults
        ids={draft.therapistIds}
        names={new Map(people.map(({ id, name }) => [id, name]))}
      />
      <ManyDates
        path="dates"
        {...{ dates: draft.dates, today }}
        onChange={(dates) => set({ dates })}
      />
      {draft.kind !== 'off' && (
        <ShiftHoursFields
          prefix="hours."
          hours={draft.hours}
          on={{ dates: draft.dates }}
          onChange={(patch) => set({ hours: { ...draft.hours, ...patch } })}
        />
      )}
    </>
  );
}
