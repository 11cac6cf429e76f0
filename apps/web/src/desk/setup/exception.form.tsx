import type { DeskShiftException } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { longDate } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { fullDate } from './calendar.rules.ts';
import { exceptionTexts as texts } from './exception.en.ts';
import { ChipsField, optionsOf } from './fields.tsx';
import { mayEdit } from './sections.ts';
import { SetupPanel } from './setup-panel.tsx';
import { exceptions, exceptionsQuery, locationsQuery } from './setup.requests.ts';
import { type ShiftHours, ShiftHoursFields } from './shift-hours.tsx';
import { useToday } from './use-today.ts';
import { type Editor, useEditor, useLatest, type Words } from './use-editor.ts';

interface Draft {
  kind: DeskShiftException['kind'];
  hours: ShiftHours;
}

const draftWith =
  (locationId: string) =>
  ({ kind, hours }: DeskShiftException): Draft => ({
    kind,
    hours: hours
      ? {
          ...{ locationId: hours.location.id, roomId: hours.room?.id ?? null },
          ...{ startsAt: hours.startsAt, endsAt: hours.endsAt, breaks: hours.breaks },
        }
      : { locationId, roomId: null, startsAt: '10:00', endsAt: '16:00', breaks: [] },
  });

const bodyOf = ({ kind, hours }: Draft): object => (kind === 'off' ? { kind } : { kind, hours });

const words: Words<Draft> = {
  kind: { label: texts.kind, say: (kind) => texts.kinds[kind] },
  hours: { label: texts.hours, say: ({ startsAt, endsAt }) => `${startsAt} – ${endsAt}` },
};

interface Props {
  exception: DeskShiftException;
  /** What was saved with it in one request. */
  batch: DeskShiftException[];
  onClose: () => void;
}

export function ExceptionForm({ exception, batch, onClose }: Props): ReactElement {
  const { role, clinic } = useStaff();
  const today = useToday();
  const { data: places = [] } = useQuery(locationsQuery);
  const draftOf = draftWith(places.find(({ active }) => active)?.id ?? '');
  const editor = useEditor<DeskShiftException, Draft>({
    ...{ thing: exception, draft: draftOf(exception), draftOf, words, onClose },
    latest: useLatest<DeskShiftException>(exceptionsQuery(today), exception.id),
  });
  const { draft, set } = editor;
  const thing = editor.thing ?? exception;
  const day = longDate(clinic.locale, thing.date);
  const save = (): void =>
    editor.run<DeskShiftException>(exceptions.change(thing, bodyOf(draft)), {
      said: () => texts.changed(thing.therapist.name, day),
      undo: (after) => exceptions.change(after, bodyOf(draftOf(thing))),
    });
  const canEdit = mayEdit('exceptions', role);
  return (
    <SetupPanel
      title={texts.title(thing.therapist.name)}
      lead={fullDate(clinic.locale, thing.date)}
      edited={editor}
      onSubmit={save}
      readOnly={canEdit ? undefined : texts.ownOnly}
    >
      <ChipsField
        {...{ path: 'kind', label: texts.kind, hint: texts.kindHints[draft.kind], isOne: true }}
        options={optionsOf(texts.kinds)}
        chosen={[draft.kind]}
        onChange={([kind]) => kind && set({ kind })}
      />
      {draft.kind !== 'off' && (
        <ShiftHoursFields
          prefix="hours."
          hours={draft.hours}
          on={{ dates: [thing.date] }}
          onChange={(patch) => set({ hours: { ...draft.hours, ...patch } })}
        />
      )}
      {canEdit && <Removal {...{ editor, thing, batch, draftOf }} />}
    </SetupPanel>
  );
}

interface RemovalProps {
  editor: Editor<DeskShiftException, Draft>;
  thing: DeskShiftException;
  batch: DeskShiftException[];
  draftOf: (thing: DeskShiftException) => Draft;
}

function Removal({ editor, thing, batch, draftOf }: RemovalProps): ReactElement {
  const back = () =>
    exceptions.create({
      ...bodyOf(draftOf(thing)),
      ...{ therapistIds: [thing.therapist.id], dates: [thing.date] },
    });
  const remove = (): void =>
    editor.run(exceptions.removeMany([thing]), { said: () => texts.removed(1), undo: back });
  const removeAll = (): void =>
    editor.run(exceptions.removeMany(batch), { said: () => texts.removed(batch.length) });
  return (
    <div className="flex flex-col gap-2 border-t border-line pt-4">
      <Button look="danger" data-testid="remove" onClick={remove}>
        {texts.remove}
      </Button>
      {batch.length > 1 && (
        <Button look="danger" data-testid="remove-all" onClick={removeAll}>
          {texts.removeAll(batch.length)}
        </Button>
      )}
    </div>
  );
}
