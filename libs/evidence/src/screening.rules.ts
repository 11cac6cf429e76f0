import { AREAS, PRESSURES, type Area, type Pressure } from './recommendation.contract.ts';
import {
  clearanceTable,
  LOCAL_PRESSURE_CAP,
  localTable,
  precautionTable,
  refuseTable,
  type PrecautionCode,
  type RefuseCode,
} from './screening.data.ts';
import { localNames, therapistNotes } from './screening.en.ts';

export type ScreeningOutcome = 'ok' | 'precaution' | 'clearance' | 'refuse';

export interface ScreeningResult {
  readonly outcome: ScreeningOutcome;
  readonly refuse: readonly RefuseCode[];
  /** Clearance and unknown codes in the order given: both need a clinician's yes. */
  readonly clearance: readonly string[];
  readonly unknown: readonly string[];
  /** Precaution and local codes in the order given. */
  readonly precaution: readonly string[];
  readonly pressureCap: Pressure;
  /** Null = no cap on length. */
  readonly minutesCap: number | null;
  readonly notes: readonly { readonly code: string; readonly note: string }[];
  readonly localAvoid: readonly Area[];
  /** Requested areas that may be worked on, each once. */
  readonly areasLeft: readonly Area[];
}

/** Own keys only: a code called "constructor" is unknown like any other. */
const has = <Table extends object>(table: Table, code: string): code is keyof Table & string =>
  Object.hasOwn(table, code);

const isArea = (text: string): text is Area => AREAS.some((area) => area === text);

export const lowestPressure = (...pressures: readonly Pressure[]): Pressure =>
  PRESSURES.find((pressure) => pressures.includes(pressure)) ?? 'firm';

export const lowestMinutes = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.min(a, b);

type Reading =
  | { kind: 'refuse'; code: RefuseCode }
  | { kind: 'clearance' | 'unknown' }
  | { kind: 'precaution'; code: PrecautionCode }
  | { kind: 'local'; area: Area; note: string };

/** A local code without its area, a plain code with one, or an unknown area reads as unknown. */
const read = (code: string): Reading => {
  const colon = code.indexOf(':');
  if (colon >= 0) {
    const base = code.slice(0, colon);
    const area = code.slice(colon + 1);
    if (!has(localTable, base) || !isArea(area)) return { kind: 'unknown' };
    return { kind: 'local', area, note: `${localNames[base]}: avoid this area.` };
  }
  if (has(refuseTable, code)) return { kind: 'refuse', code };
  if (has(clearanceTable, code)) return { kind: 'clearance' };
  if (has(precautionTable, code)) return { kind: 'precaution', code };
  return { kind: 'unknown' };
};

const outcomeOf = (found: Omit<ScreeningResult, 'outcome'>): ScreeningOutcome => {
  if (found.refuse.length > 0) return 'refuse';
  if (found.clearance.length > 0 || found.areasLeft.length === 0) return 'clearance';
  return found.precaution.length > 0 ? 'precaution' : 'ok';
};

/** Worst outcome wins, caps take the lowest; codes are a set, kept in the order first given. */
export const screen = (
  codes: readonly string[],
  requestedAreas: readonly Area[],
): ScreeningResult => {
  const refuse: RefuseCode[] = [];
  const clearance: string[] = [];
  const unknown: string[] = [];
  const precaution: string[] = [];
  const notes: { code: string; note: string }[] = [];
  const avoid = new Set<Area>();
  let pressureCap: Pressure = 'firm';
  let minutesCap: number | null = null;
  for (const code of new Set(codes)) {
    const reading = read(code);
    if (reading.kind === 'refuse') refuse.push(reading.code);
    if (reading.kind === 'clearance' || reading.kind === 'unknown') clearance.push(code);
    if (reading.kind === 'unknown') unknown.push(code);
    if (reading.kind === 'precaution') {
      const row = precautionTable[reading.code];
      precaution.push(code);
      notes.push({ code, note: therapistNotes[reading.code] });
      pressureCap = lowestPressure(pressureCap, row.pressureCap);
      minutesCap = lowestMinutes(minutesCap, row.minutesCap);
    }
    if (reading.kind === 'local') {
      precaution.push(code);
      notes.push({ code, note: reading.note });
      avoid.add(reading.area);
      pressureCap = lowestPressure(pressureCap, LOCAL_PRESSURE_CAP);
    }
  }
  const areasLeft = [...new Set(requestedAreas)].filter((area) => !avoid.has(area));
  const localAvoid = [...avoid];
  const found = { refuse, clearance, unknown, precaution, notes, localAvoid, areasLeft };
  const caps = { pressureCap, minutesCap };
  return { outcome: outcomeOf({ ...found, ...caps }), ...found, ...caps };
};
