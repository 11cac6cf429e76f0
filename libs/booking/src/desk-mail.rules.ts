import type { After } from './desk-mail.store.ts';

/** Mails that would tell a front desk how somebody is doing by their name alone. */
const NOT_TOLD_APART = new Set(['safety', 'clinic_alert']);

export const shownKind = (kind: string): string =>
  NOT_TOLD_APART.has(kind) ? 'from_the_clinic' : kind;

/** One page and whether there is another: one row more than the page was asked for. */
export function pageOf<Row>(
  rows: readonly Row[],
  size: number,
  endOf: (row: Row) => { at: Date; id: string },
): { rows: Row[]; next: string | null } {
  const page = rows.slice(0, size);
  const last = page.at(-1);
  const end = last && rows.length > size ? endOf(last) : null;
  return { rows: page, next: end && `${end.at.toISOString()}_${end.id}` };
}

export function readCursor(cursor: string | undefined): After {
  const [, at = '', id = ''] = /^([^_]+)_(.+)$/.exec(cursor ?? '') ?? [];
  const instant = new Date(at);
  return id === '' || Number.isNaN(instant.getTime()) ? null : { at: instant, id };
}
