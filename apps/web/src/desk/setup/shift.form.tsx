import type { DeskShift } from '@limber/contracts';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { Button } from '../../ui/button.tsx';
import { useStaff } from '../me.context.ts';
import { fullDate, weekdayName, weekdays } from './calendar.rules.ts';
import { ChipsField, DateField, PickField } from './fields.tsx';
import { mayEdit } from './sections.ts';
import { SetupPanel } from './setup-panel.tsx';
import { locationsQuery, peopleQuery, shifts, shiftsQuery } from './setup.requests.ts';
import { type ShiftHours, ShiftHoursFields } from './shift-hours.tsx';
import { shiftTexts as texts } from './shift.en.ts';
import { useToday } from './use-today.ts';
import { type Editor, useEditor, useLatest, type Words } from './use-editor.ts';

interface Draft extends ShiftHours {
  therapistId: string;
  weekdays: number[];
  validFrom: string;
  validTo: string;
  /** Empty: the shift changes as a whole. */
  applyFrom: string;
}

const draftOf = (shift: DeskShift): Draft => ({
  ...{ therapistId: shift.therapist.id, weekdays: [shift.weekday] },
  ...{ locationId: shift.location.id, roomId: shift.room?.id ?? null },
  ...{ startsAt: shift.startsAt, endsAt: shift.endsAt, breaks: shift.breaks },
  ...{ validFrom: shift.validFrom, validTo: shift.validTo ?? '', applyFrom: '' },
});

/** The shift as it stands on the wire: one weekday, and nothing of whose it is. */
const changeOf = ({ therapistId: _, weekdays: days, ...draft }: Draft): object => ({
  ...draft,
  weekday: days[0],
  validTo: draft.validTo || null,
  applyFrom: draft.applyFrom || null,
});

const createOf = ({ applyFrom: _, ...draft }: Draft): object => ({
  ...draft,
  validTo: draft.validTo || null,
});

const fresh = (
  { therapistId, weekday }: { therapistId: string; weekday: number | null },
  locationId: string,
  today: string,
): Draft => ({
  ...{ therapistId, weekdays: weekday ? [weekday] : [1, 2, 3, 4, 5], locationId, roomId: null },
  ...{ startsAt: '09:00', endsAt: '17:00', breaks: [{ startsAt: '13:00', endsAt: '13:30' }] },
  ...{ validFrom: today, validTo: '', applyFrom: '' },
});

function useWords(): Words<Draft> {
  const { locale } = useStaff().clinic;
  const { data: places = [] } = useQuery(locationsQuery);
  const date = (day: string): string => (day ? fullDate(locale, day) : texts.validToHint);
  return {
    therapistId: { label: texts.therapist, say: (id) => id },
    weekdays: {
      label: texts.weekday,
      say: (days) => days.map((day) => weekdayName(locale, day)).join(', '),
    },
    locationId: {
      label: texts.location,
      say: (id) => places.find((place) => place.id === id)?.name ?? id,
    },
    roomId: { label: texts.room, say: (id) => id ?? texts.noRoom },
    startsAt: { label: texts.startsAt, say: (time) => time },
    endsAt: { label: texts.endsAt, say: (time) => time },
    breaks: {
      label: texts.breaks,
      say: (breaks) =>
        breaks.map((each) => `${each.startsAt} – ${each.endsAt}`).join(', ') || texts.noBreaks,
    },
    validFrom: { label: texts.validFrom, say: date },
    validTo: { label: texts.validTo, say: date },
    applyFrom: { label: texts.applyFrom, say: date },
  };
}

export type OpenShift = { shift: DeskShift } | { therapistId: string; weekday: number | null };

function saveShift(editor: Editor<DeskShift, Draft>, name: string): void {
  const { draft, thing } = editor;
  if (!thing) {
    return editor.run<DeskShift[]>(shifts.create(createOf(draft)), {
      said: (made) => texts.added(name, made.length),
      undo: ([one, ...more]) =>
        one && more.length === 0 ? shifts.remove(one, { from: one.validFrom }) : null,
    });
  }
  editor.run<DeskShift>(shifts.change(thing, changeOf(draft)), {
    said: () => texts.saved(name),
    // Split in two by "from a day on", it could not be put together again in one step.
    undo: (after) =>
      draft.applyFrom && draft.applyFrom !== thing.validFrom
        ? null
        : shifts.change(after, changeOf(draftOf(thing))),
  });
}

interface Props {
  open: OpenShift;
  /** The list it was opened from begins on this date. */
  listFrom: string;
  onClose: () => void;
}

export function ShiftForm({ open, listFrom, onClose }: Props): ReactElement {
  const { role, name: own } = useStaff();
  const today = useToday();
  const { data: places = [] } = useQuery(locationsQuery);
  const { data: people = [] } = useQuery({ ...peopleQuery, enabled: role !== 'therapist' });
  const shift = 'shift' in open ? open.shift : null;
  const startsLater = shift && shift.validFrom > today;
  const editor = useEditor<DeskShift, Draft>({
    thing: shift,
    draft:
      'shift' in open
        ? { ...draftOf(open.shift), applyFrom: startsLater ? '' : today }
        : fresh(open, places.find(({ active }) => active)?.id ?? '', today),
    draftOf: (now) => ({ ...draftOf(now), applyFrom: now.validFrom > today ? '' : today }),
    words: useWords(),
    latest: useLatest<DeskShift>(shiftsQuery(listFrom), shift?.id),
    onClose,
  });
  const { draft, thing } = editor;
  const nameOf = (id: string): string =>
    shift?.therapist.name ?? people.find((person) => person.id === id)?.name ?? own;
  const save = (): void => saveShift(editor, nameOf(draft.therapistId));
  return (
    <SetupPanel
      title={shift?.therapist.name ?? texts.addTitle}
      lead={texts.panelLead}
      edited={editor}
      onSubmit={save}
      readOnly={mayEdit('shifts', role) ? undefined : texts.ownOnly}
    >
      <WhoAndWhen {...editor} people={people.filter(({ active }) => active)} />
      <ShiftHoursFields hours={draft} on={{ weekdays: draft.weekdays }} onChange={editor.set} />
      <Validity {...editor} canSplit={thing !== null && !startsLater} today={today} />
      {thing && mayEdit('shifts', role) && <EndShift editor={editor} thing={thing} today={today} />}
    </SetupPanel>
  );
}

type Part = Pick<Editor<DeskShift, Draft>, 'draft' | 'set' | 'thing'>;

function WhoAndWhen({
  draft,
  set,
  thing,
  people,
}: Part & { people: { id: string; name: string }[] }) {
  const { locale } = useStaff().clinic;
  const days = weekdays.map((value) => ({
    value: value,
    label: weekdayName(locale, value, 'short'),
  }));
  return (
    <>
      {!thing && (
        <PickField
          {...{ path: 'therapistId', label: texts.therapist, value: draft.therapistId }}
          options={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={(therapistId) => set({ therapistId })}
        />
      )}
      <ChipsField
        path={thing ? 'weekday' : 'weekdays'}
        label={thing ? texts.weekday : texts.weekdays}
        options={days}
        chosen={draft.weekdays}
        isOne={thing !== null}
        onChange={(chosen) => set({ weekdays: chosen })}
      />
    </>
  );
}

function Validity({ draft, set, canSplit, today }: Part & { canSplit: boolean; today: string }) {
  const isSplit = draft.applyFrom !== '';
  return (
    <div className="space-y-4 border-t border-line pt-4">
      {canSplit && (
        <>
          <ChipsField
            {...{ path: 'scope', label: texts.scope, isOne: true }}
            hint={isSplit ? texts.scopeFromHint : texts.scopeWholeHint}
            options={[
              { value: 'from', label: texts.scopeFrom },
              { value: 'whole', label: texts.scopeWhole },
            ]}
            chosen={[isSplit ? 'from' : 'whole']}
            onChange={([scope]) => set({ applyFrom: scope === 'from' ? today : '' })}
          />
          {isSplit && (
            <DateField
              {...{ path: 'applyFrom', label: texts.applyFrom, value: draft.applyFrom }}
              min={draft.validFrom}
              onChange={(applyFrom) => applyFrom && set({ applyFrom })}
            />
          )}
        </>
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField
          {...{ path: 'validFrom', label: texts.validFrom, value: draft.validFrom }}
          onChange={(validFrom) => set({ validFrom })}
        />
        <DateField
          {...{ path: 'validTo', label: texts.validTo, hint: texts.validToHint }}
          value={draft.validTo}
          min={draft.validFrom}
          onChange={(validTo) => set({ validTo })}
        />
      </div>
    </div>
  );
}

interface EndProps {
  editor: Editor<DeskShift, Draft>;
  thing: DeskShift;
  today: string;
}

function EndShift({ editor, thing, today }: EndProps): ReactElement {
  const { locale } = useStaff().clinic;
  const [from, setFrom] = useState(today > thing.validFrom ? today : thing.validFrom);
  const end = (): void =>
    editor.run<undefined>(shifts.remove(thing, { from }), {
      said: () => texts.ended(thing.therapist.name, fullDate(locale, from)),
    });
  return (
    <div className="space-y-3 border-t border-line pt-4">
      <DateField
        {...{ path: 'from', label: texts.endFrom, hint: texts.endHint, value: from }}
        onChange={(date) => date && setFrom(date)}
      />
      <Button look="danger" data-testid="end-shift" className="w-full" onClick={end}>
        {texts.end}
      </Button>
    </div>
  );
}
