import type { DeskRoom, RoomOutage } from '@limber/contracts';
import type { ReactElement } from 'react';
import { now } from '../../api/clinic-clock.ts';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { TextField } from './fields.tsx';
import { roomTexts as texts } from './room.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { outages } from './setup.requests.ts';
import { type Span, SpanFields } from './span-fields.tsx';
import { useEditor } from './use-editor.ts';

type Draft = Span & { reason: string };

export function OutageForm({
  room,
  onClose,
}: {
  room: DeskRoom;
  onClose: () => void;
}): ReactElement {
  const { clinic } = useStaff();
  const today = formatFor(clinic.locale, clinic.timeZone).date(now());
  const editor = useEditor<RoomOutage, Draft>({
    thing: null,
    draft: { from: today, startTime: null, to: today, endTime: null, reason: '' },
    onClose,
  });
  const { draft, set } = editor;
  const save = (): void =>
    editor.run<RoomOutage>(outages.create(room.id, { ...draft, to: draft.to || null }), {
      said: () => texts.outageSaved(room.name),
      undo: (made) => outages.remove(room.id, made),
    });
  return (
    <SetupPanel
      title={texts.outageTitle(room.name)}
      lead={texts.outageLead}
      edited={editor}
      onSubmit={save}
    >
      <SpanFields span={draft} onChange={set} isOpenEnded />
      <TextField
        {...{ path: 'reason', label: texts.reason, hint: texts.reasonHint, maxLength: 200 }}
        value={draft.reason}
        onChange={(reason) => set({ reason })}
      />
    </SetupPanel>
  );
}
