import type { OutcomeReport, Spread } from '@limber/contracts';

/** Fewer answers than this in a group could be told apart into people. */
export const GROUP_MINIMUM = 5;
/** Below this many answers nothing is shown of a therapist. */
export const THERAPIST_MINIMUM = 30;

export const reportKinds = ['checkin_24', 'checkin_48', 'checkin_72'] as const;
type Kind = (typeof reportKinds)[number];

export interface ReportRow {
  kind: Kind;
  service: string;
  therapist: { id: string; name: string };
  /** Null = asked and not answered. */
  soreness: number | null;
  /** Of a visit that took place, and answered after it: a baseline says nothing of the hands that followed. */
  isAfterVisit: boolean;
}

/** Between two neighbours in proportion, as spreadsheets do. */
export function quantile(sorted: readonly number[], share: number): number {
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? 0;
  const high = sorted[Math.ceil(place)] ?? low;
  return Math.round((low + (high - low) * (place % 1)) * 100) / 100;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number): number => quantile(sorted, share);
  return { n: sorted.length, median: at(0.5), q1: at(0.25), q3: at(0.75) };
}

const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name);
const numbersOf = (rows: readonly ReportRow[]): number[] =>
  rows.flatMap(({ soreness }) => (soreness === null ? [] : [soreness]));

/** Every answer counts as one; only what was said after a massage is said of it. Small groups keep only their count, and therapists stand by name, never by number. */
export function reportOf(
  rows: readonly ReportRow[],
): Pick<OutcomeReport, 'rates' | 'services' | 'therapists'> {
  const ofKind = (kind: Kind): ReportRow[] => rows.filter((row) => row.kind === kind);
  const after = rows.filter(({ isAfterVisit }) => isAfterVisit);
  const services = [...new Set(rows.map(({ service }) => service))].sort();
  const therapists = new Map(after.map(({ therapist }) => [therapist.id, therapist]));
  return {
    rates: reportKinds.map((kind) => ({
      kind,
      asked: ofKind(kind).length,
      answered: numbersOf(ofKind(kind)).length,
    })),
    services: services.flatMap((service) =>
      reportKinds.map((kind) => {
        const ofService = after.filter((row) => row.kind === kind && row.service === service);
        const values = numbersOf(ofService);
        const spread = values.length >= GROUP_MINIMUM ? spreadOf(values) : null;
        return { service, kind, n: values.length, spread };
      }),
    ),
    therapists: [...therapists.values()].sort(byName).flatMap(({ id, name }) => {
      const values = numbersOf(after.filter(({ therapist }) => therapist.id === id));
      return values.length >= THERAPIST_MINIMUM ? [{ id, name, spread: spreadOf(values) }] : [];
    }),
  };
}
