import type { DeskService, ServiceChange } from '@limber/contracts';
import type { ReactElement } from 'react';
import { useClinic } from '../../api/clinic.queries.ts';
import { formatFor } from '../../ui/format.ts';
import { useStaff } from '../me.context.ts';
import { BuffersPicture } from './buffers.picture.tsx';
import { PickField, SwitchField, TextField, optionsOf } from './fields.tsx';
import { NumberField } from './number-fields.tsx';
import { PricesEditor } from './prices-editor.tsx';
import { featureName } from './room.en.ts';
import { FeaturesField } from './room.form.tsx';
import { mayEdit } from './sections.ts';
import { serviceTexts as texts, sessionTypeNames } from './service.en.ts';
import { setupTexts } from './setup.en.ts';
import { SetupPanel } from './setup-panel.tsx';
import { deskServicesQuery, services } from './setup.requests.ts';
import { type Editor, useEditor, useLatest, type Words } from './use-editor.ts';

type Whole = Omit<ServiceChange, 'acceptStranded' | 'durations'>;
export type ServiceDraft = {
  [Field in keyof Whole]: Whole[Field] extends number ? number | null : Whole[Field];
} & { durations: { minutes: number | null; amount: number | null }[] };

export const bufferFields = ['prepMin', 'restMin', 'roomPrepMin', 'roomResetMin'] as const;

const draftOf = ({ id: _, version: __, durations, ...service }: DeskService): ServiceDraft => ({
  ...service,
  durations: durations.map(({ minutes, price }) => ({ minutes, amount: price.amount })),
});

const fresh: ServiceDraft = {
  ...{ name: '', description: '', sessionType: 'sports_massage', roomFeatures: [] },
  ...{ prepMin: 5, restMin: 10, roomPrepMin: 5, roomResetMin: 10, effortTenthsPerMin: 13 },
  ...{ durations: [{ minutes: 60, amount: null }], sort: 100 },
  ...{ needsConfirmation: false, active: true },
};

const yesNo = (is: boolean): string => (is ? texts.yes : texts.no);
const minutes = (n: number | null): string => texts.minutesShort(n ?? 0);

const wordsIn = (locale: string, currency: string): Words<ServiceDraft> => {
  const format = formatFor(locale, 'UTC');
  return {
    name: { label: texts.name, say: (name) => name },
    description: { label: texts.description, say: (text) => text },
    sessionType: { label: texts.type, say: (type) => sessionTypeNames[type] },
    roomFeatures: {
      label: texts.features,
      say: (features) => features.map(featureName).join(', ') || texts.noneNeeded,
    },
    prepMin: { label: texts.prep, say: minutes },
    restMin: { label: texts.rest, say: minutes },
    roomPrepMin: { label: texts.roomPrep, say: minutes },
    roomResetMin: { label: texts.roomReset, say: minutes },
    effortTenthsPerMin: { label: texts.effortField, say: (n) => texts.effortOf(n ?? 0) },
    durations: {
      label: texts.prices,
      say: (durations) =>
        durations
          .map(
            (each) =>
              `${minutes(each.minutes)} ${format.money({ amount: each.amount ?? 0, currency })}`,
          )
          .join(', '),
    },
    needsConfirmation: { label: texts.confirm, say: yesNo },
    sort: { label: texts.order, say: String },
    active: { label: texts.active, say: yesNo },
  };
};

interface Props {
  service: DeskService | null;
  onClose: () => void;
}

export function ServiceForm({ service, onClose }: Props): ReactElement {
  const { role, clinic } = useStaff();
  const currency = useClinic().data?.currency ?? service?.durations[0]?.price.currency ?? 'GBP';
  const editor = useEditor<DeskService, ServiceDraft>({
    thing: service,
    draft: service ? draftOf(service) : fresh,
    draftOf,
    words: wordsIn(clinic.locale, currency),
    latest: useLatest<DeskService>(deskServicesQuery, service?.id),
    onClose,
  });
  const { draft, thing } = editor;
  const save = (): void => {
    const { active: _, ...rest } = draft;
    if (!thing) return editor.run(services.create(rest), { said: () => texts.added(draft.name) });
    editor.run<DeskService>(services.change(thing, draft), {
      said: () => texts.saved(draft.name),
      undo: (after) => services.change(after, draftOf(thing)),
    });
  };
  return (
    <SetupPanel
      title={service?.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      readOnly={mayEdit('services', role) ? undefined : setupTexts.ownerOnly}
    >
      <WhatFields {...editor} />
      <PricesEditor
        {...{ durations: draft.durations, currency, locale: clinic.locale }}
        onChange={(durations) => editor.set({ durations })}
      />
      <BufferFields {...editor} />
      <LimitFields {...editor} />
    </SetupPanel>
  );
}

type Part = Pick<Editor<DeskService, ServiceDraft>, 'draft' | 'set' | 'thing'>;

function WhatFields({ draft, set }: Part): ReactElement {
  return (
    <>
      <TextField
        {...{ path: 'name', label: texts.name, value: draft.name, maxLength: 120 }}
        onChange={(name) => set({ name })}
      />
      <TextField
        {...{ path: 'description', label: texts.description, hint: texts.descriptionHint }}
        {...{ value: draft.description, maxLength: 600, rows: 3 }}
        onChange={(description) => set({ description })}
      />
      <PickField
        {...{ path: 'sessionType', label: texts.type, hint: texts.typeHint }}
        value={draft.sessionType}
        options={optionsOf(sessionTypeNames)}
        onChange={(sessionType) => set({ sessionType })}
      />
    </>
  );
}

const bufferLabels = [texts.prep, texts.rest, texts.roomPrep, texts.roomReset];

function BufferFields({ draft, set }: Part): ReactElement {
  return (
    <fieldset className="min-w-0 space-y-3 border-t border-line pt-4">
      <legend className="float-left mb-1 text-15 font-semibold">{texts.buffers}</legend>
      <p className="clear-both text-13 text-quiet">{texts.buffersLead}</p>
      <div className="grid grid-cols-2 gap-4">
        {bufferFields.map((field, index) => (
          <NumberField
            key={field}
            {...{ path: field, label: bufferLabels[index] ?? '', unit: texts.minutesUnit }}
            {...{ min: 0, max: 120, value: draft[field] }}
            onChange={(value) => set({ [field]: value })}
          />
        ))}
      </div>
      <BuffersPicture
        before={draft.prepMin ?? 0}
        after={draft.restMin ?? 0}
        roomBefore={draft.roomPrepMin ?? 0}
        roomAfter={draft.roomResetMin ?? 0}
      />
    </fieldset>
  );
}

function LimitFields({ draft, set, thing }: Part): ReactElement {
  return (
    <div className="space-y-5 border-t border-line pt-4">
      <NumberField
        {...{ path: 'effortTenthsPerMin', label: texts.effortField, hint: texts.effortHint }}
        {...{ unit: texts.effortUnit, min: 0, max: 10, step: 0.1, scale: 10 }}
        value={draft.effortTenthsPerMin}
        onChange={(effortTenthsPerMin) => set({ effortTenthsPerMin })}
      />
      <FeaturesField
        {...{ path: 'roomFeatures', label: texts.features, hint: texts.featuresHint }}
        features={draft.roomFeatures}
        onChange={(roomFeatures) => set({ roomFeatures })}
      />
      <SwitchField
        {...{ path: 'needsConfirmation', label: texts.confirm, hint: texts.confirmHint }}
        isOn={draft.needsConfirmation}
        onChange={(needsConfirmation) => set({ needsConfirmation })}
      />
      <NumberField
        {...{ path: 'sort', label: texts.order, unit: texts.orderUnit, min: 0, max: 10_000 }}
        value={draft.sort}
        onChange={(sort) => set({ sort })}
      />
      {thing && (
        <SwitchField
          {...{ path: 'active', label: texts.active, hint: texts.activeHint, isOn: draft.active }}
          onChange={(active) => set({ active })}
        />
      )}
    </div>
  );
}
