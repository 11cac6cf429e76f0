import type { DeskRoom, RoomChange } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useStaff } from '../me.context.ts';
import { control, ChipsField, PickField, SwitchField, TextField } from './fields.tsx';
import { NumberField } from './number-fields.tsx';
import { featureName, knownFeatures, roomTexts as texts } from './room.en.ts';
import { mayEdit } from './sections.ts';
import { setupTexts } from './setup.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { locationsQuery, rooms, roomsQuery } from './setup.requests.ts';
import { useEditor, useLatest, type Words } from './use-editor.ts';

type Draft = Omit<RoomChange, 'acceptStranded' | 'capacity'> & {
  capacity: number | null;
  locationId: string;
};

const draftOf = (room: DeskRoom): Draft => ({
  ...{ name: room.name, features: room.features, capacity: room.capacity },
  ...{ active: room.active, locationId: room.location.id },
});

const yesNo = (is: boolean): string => (is ? texts.yes : texts.no);
const listed = (features: string[]): string =>
  features.map(featureName).join(', ') || texts.noFeatures;

const words: Words<Draft> = {
  name: { label: texts.name, say: (name) => name },
  features: { label: texts.features, say: listed },
  capacity: { label: texts.capacity, say: String },
  active: { label: texts.active, say: yesNo },
  locationId: { label: texts.location, say: (id) => id },
};

interface FeaturesProps {
  path: string;
  label: string;
  hint: string;
  features: readonly string[];
  onChange: (features: string[]) => void;
}

/** The known ones as chips, those of other rooms too, and a line for a new one. */
export function FeaturesField({ path, label, hint, features, onChange }: FeaturesProps) {
  const { data: all } = useQuery(roomsQuery);
  const [fresh, setFresh] = useState('');
  const elsewhere = (all ?? []).flatMap((room) => room.features);
  const offered = [...new Set([...knownFeatures, ...elsewhere, ...features])];
  const add = (): void => {
    const feature = fresh
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, '_');
    if (feature && !features.includes(feature)) onChange([...features, feature]);
    setFresh('');
  };
  return (
    <div className="space-y-2">
      <ChipsField
        {...{ path, label, hint, chosen: features, onChange }}
        options={offered.map((value) => ({ value, label: featureName(value) }))}
      />
      <input
        type="text"
        aria-label={texts.moreFeature}
        placeholder={texts.moreFeature}
        title={texts.moreFeatureHint}
        maxLength={40}
        value={fresh}
        onChange={(event) => setFresh(event.target.value)}
        onBlur={add}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          add();
        }}
        className={`${control} max-w-64 border-edge`}
      />
    </div>
  );
}

export function RoomForm({ room, onClose }: { room: DeskRoom | null; onClose: () => void }) {
  const { role } = useStaff();
  const { data: places = [] } = useQuery(locationsQuery);
  const editor = useEditor<DeskRoom, Draft>({
    thing: room,
    draft: room
      ? draftOf(room)
      : {
          ...{ name: '', features: [], capacity: 1, active: true },
          locationId: places.find(({ active }) => active)?.id ?? '',
        },
    draftOf,
    words,
    latest: useLatest<DeskRoom>(roomsQuery, room?.id),
    onClose,
  });
  const { draft, set, thing } = editor;
  const save = (): void => {
    const { active, locationId, ...rest } = draft;
    if (!thing) {
      const said = (): string => texts.added(draft.name);
      return editor.run(rooms.create({ ...rest, locationId }), { said });
    }
    editor.run<DeskRoom>(rooms.change(thing, { ...rest, active }), {
      said: () => texts.saved(draft.name),
      undo: (after) => {
        const { locationId: _, ...before } = draftOf(thing);
        return rooms.change(after, before);
      },
    });
  };
  return (
    <SetupPanel
      title={room?.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      readOnly={mayEdit('rooms', role) ? undefined : setupTexts.ownerOnly}
    >
      <RoomFields {...{ draft, set, room }} places={places.filter(({ active }) => active)} />
    </SetupPanel>
  );
}

interface FieldsProps {
  draft: Draft;
  set: (patch: Partial<Draft>) => void;
  room: DeskRoom | null;
  places: { id: string; name: string }[];
}

function RoomFields({ draft, set, room, places }: FieldsProps): ReactElement {
  return (
    <>
      <TextField
        {...{ path: 'name', label: texts.name, value: draft.name, maxLength: 120 }}
        onChange={(name) => set({ name })}
      />
      {room ? (
        <p className="text-15">
          <span className="block font-semibold">{room.location.name}</span>
          <span className="block text-13 text-quiet">{texts.locationFixed}</span>
        </p>
      ) : (
        <PickField
          {...{ path: 'locationId', label: texts.location, value: draft.locationId }}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(locationId) => set({ locationId })}
        />
      )}
      <FeaturesField
        {...{ path: 'features', label: texts.features, hint: texts.featuresHint }}
        features={draft.features}
        onChange={(features) => set({ features })}
      />
      <NumberField
        {...{ path: 'capacity', label: texts.capacity, unit: texts.clients, min: 1, max: 4 }}
        value={draft.capacity}
        onChange={(capacity) => set({ capacity })}
      />
      {room && (
        <SwitchField
          {...{ path: 'active', label: texts.active, hint: texts.activeHint, isOn: draft.active }}
          onChange={(active) => set({ active })}
        />
      )}
    </>
  );
}
