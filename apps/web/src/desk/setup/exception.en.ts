import type { DeskShiftException } from '@limber/contracts';

type Kind = DeskShiftException['kind'];

export const exceptionTexts = {
  add: 'Add exceptions',
  addTitle: 'New exceptions',
  panelLead: 'The same for every therapist on every date, all or none',
  empty: 'Every week is as usual',
  emptyNext:
    'Add days that differ: somebody off, other hours, or an extra shift. Many dates and people at once.',
  emptyOwn: 'Days on which your hours differ from your usual week appear here.',
  kinds: { off: 'Off', replaced: 'Other hours instead', extra: 'Extra hours' } satisfies Record<
    Kind,
    string
  >,
  kindHints: {
    off: 'No shift on that day.',
    replaced: 'These hours instead of the usual ones.',
    extra: 'These hours on top of the usual ones.',
  } satisfies Record<Kind, string>,
  kind: 'On these days',
  who: 'Therapists',
  dates: 'Dates',
  datesHint: 'Press a day to choose it, and again to take it out.',
  chosen: 'Chosen dates',
  drop: (date: string) => `Take out ${date}`,
  noneChosen: 'No date chosen yet.',
  clear: 'Clear all',
  previousMonth: 'Month before',
  nextMonth: 'Month after',
  count: (people: number, dates: number) => {
    const n = people * dates;
    return n === 0
      ? 'Choose therapists and dates.'
      : `${n} ${n === 1 ? 'exception' : 'exceptions'}: ${people} ${people === 1 ? 'therapist' : 'therapists'} on ${dates} ${dates === 1 ? 'date' : 'dates'}. Either all are saved or none.`;
  },
  save: (n: number) => (n > 1 ? `Save all ${n}` : 'Save'),
  faulty: 'At fault',
  listOf: (date: string) => `Exceptions on ${date}`,
  openOf: (name: string, date: string) => `Edit the exception of ${name} on ${date}`,
  title: (name: string) => name,
  filter: 'Therapist',
  all: 'Everybody',
  remove: 'Remove this one',
  removeAll: (n: number) => `Remove all ${n} saved together`,
  removed: (n: number) =>
    n === 1
      ? 'The exception is removed. The usual shift runs.'
      : `${n} exceptions are removed. The usual shifts run.`,
  saved: (n: number) => (n === 1 ? 'One exception is saved.' : `${n} exceptions are saved.`),
  changed: (name: string, date: string) => `The exception of ${name} on ${date} is saved.`,
  hours: 'Hours',
  ownOnly: 'The front desk changes them.',
} as const;
