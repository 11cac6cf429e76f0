import type { DeskTimeOff } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useStaff } from '../me.context.ts';
import { ChipsField, PickField, TextField, optionsOf } from './fields.tsx';
import { SetupPanel } from './setup-panel.tsx';
import { peopleQuery, timeOff } from './setup.requests.ts';
import { type Span, SpanFields } from './span-fields.tsx';
import { timeOffTexts as texts } from './time-off.en.ts';
import { useToday } from './use-today.ts';
import { useEditor } from './use-editor.ts';

type Draft = Span & { therapistId: string; kind: DeskTimeOff['kind']; note: string };

/** A therapist asks for the own; what the office enters is approved at once. */
export function TimeOffForm({ onClose }: { onClose: () => void }): ReactElement {
  const { role, therapistId } = useStaff();
  const isOwn = role === 'therapist';
  const today = useToday();
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: !isOwn });
  const active = people.filter((person) => person.active);
  const editor = useEditor<DeskTimeOff, Draft>({
    thing: null,
    draft: {
      ...{ from: today, startTime: null, to: today, endTime: null, note: '' },
      ...{ therapistId: therapistId ?? active[0]?.id ?? '', kind: 'leave' },
    },
    onClose,
  });
  const { draft, set } = editor;
  const save = (): void =>
    editor.run<DeskTimeOff>(isOwn ? timeOff.request(draft) : timeOff.create(draft), {
      said: (made) => (isOwn ? texts.requested : texts.entered(made.therapist.name)),
      undo: (made) => timeOff.withdraw(made),
    });
  return (
    <SetupPanel
      title={isOwn ? texts.requestTitle : texts.enterTitle}
      lead={isOwn ? texts.requestLead : texts.enterLead}
      edited={editor}
      onSubmit={save}
      save={isOwn ? texts.send : texts.save}
    >
      {!isOwn && (
        <PickField
          {...{ path: 'therapistId', label: texts.who, value: draft.therapistId }}
          options={active.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(id) => set({ therapistId: id })}
        />
      )}
      <ChipsField
        {...{ path: 'kind', label: texts.kind, isOne: true, chosen: [draft.kind] }}
        options={optionsOf(texts.kinds)}
        onChange={([kind]) => kind && set({ kind })}
      />
      <SpanFields span={draft} onChange={set} />
      <TextField
        {...{ path: 'note', label: texts.note, hint: texts.noteHint, maxLength: 200, rows: 2 }}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
    </SetupPanel>
  );
}
