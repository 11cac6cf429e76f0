import {
  AREAS,
  PRESSURES,
  type Area,
  type Pressure,
  type SessionType,
} from './recommendation.contract.ts';
import {
  clearanceTable,
  clearedCaps,
  LOCAL_PRESSURE_CAP,
  localTable,
  precautionTable,
  refuseTable,
  type ClearanceCode,
  type LocalCode,
  type PrecautionCode,
  type RefuseCode,
} from './screening.data.ts';
import { areaWords, clearedNotes, localNames, therapistNotes } from './screening.en.ts';

export type ScreeningOutcome = 'ok' | 'precaution' | 'clearance' | 'refuse';

export interface ScreeningResult {
  readonly outcome: ScreeningOutcome;
  readonly refuse: readonly RefuseCode[];
  /** Clearance and unknown codes in the order given: both need a clinician's yes. */
  readonly clearance: readonly string[];
  readonly unknown: readonly string[];
  /** Precaution, local and cleared codes in the order given. */
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
  | { kind: 'clearance'; code: ClearanceCode }
  | { kind: 'unknown' }
  | { kind: 'precaution'; code: PrecautionCode }
  | { kind: 'local'; code: LocalCode; area: Area };

/** A local code without its area, a plain code with one, or an unknown area reads as unknown. */
const read = (code: string): Reading => {
  const colon = code.indexOf(':');
  if (colon >= 0) {
    const base = code.slice(0, colon);
    const area = code.slice(colon + 1);
    if (!has(localTable, base) || !isArea(area)) return { kind: 'unknown' };
    return { kind: 'local', code: base, area };
  }
  if (has(refuseTable, code)) return { kind: 'refuse', code };
  if (has(clearanceTable, code)) return { kind: 'clearance', code };
  if (has(precautionTable, code)) return { kind: 'precaution', code };
  return { kind: 'unknown' };
};

/** What one bookable code asks of the session. */
interface Care {
  readonly note: string;
  readonly pressureCap: Pressure;
  readonly minutesCap: number | null;
  readonly avoid: Area | null;
}

const careFor = (reading: Reading, isCleared: boolean): Care | null => {
  switch (reading.kind) {
    case 'precaution': {
      const { pressureCap, minutesCap } = precautionTable[reading.code];
      return { note: therapistNotes[reading.code], pressureCap, minutesCap, avoid: null };
    }
    case 'local': {
      const { code, area } = reading;
      const note = isCleared
        ? clearedNotes.local(localNames[code], areaWords[area])
        : `${localNames[code]}: avoid this area.`;
      // Agreed to or not, it is worked on with care.
      const pressureCap = isCleared ? 'light' : LOCAL_PRESSURE_CAP;
      return { note, pressureCap, minutesCap: null, avoid: isCleared ? null : area };
    }
    case 'clearance':
      if (!isCleared) return null;
      return {
        note: clearedNotes.condition[reading.code],
        pressureCap: clearedCaps[reading.code] ?? 'firm',
        minutesCap: null,
        avoid: null,
      };
    case 'unknown':
      if (!isCleared) return null;
      return { note: clearedNotes.other, pressureCap: 'firm', minutesCap: null, avoid: null };
    case 'refuse':
      return null;
  }
};

const outcomeOf = (found: Omit<ScreeningResult, 'outcome'>): ScreeningOutcome => {
  if (found.refuse.length > 0) return 'refuse';
  if (found.clearance.length > 0 || found.areasLeft.length === 0) return 'clearance';
  return found.precaution.length > 0 ? 'precaution' : 'ok';
};

const nothingCleared: ReadonlySet<string> = new Set();

/**
 * Worst outcome wins, caps take the lowest; codes are a set, kept in the order first given. `cleared` are the
 * codes a clinician has agreed to: they are booked with a note and with the caps section B names. A red flag
 * cannot be cleared this way.
 */
export const screen = (
  codes: readonly string[],
  requestedAreas: readonly Area[],
  cleared: ReadonlySet<string> = nothingCleared,
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
    const care = careFor(reading, cleared.has(code));
    if (care !== null) {
      precaution.push(code);
      notes.push({ code, note: care.note });
      pressureCap = lowestPressure(pressureCap, care.pressureCap);
      minutesCap = lowestMinutes(minutesCap, care.minutesCap);
      if (care.avoid !== null) avoid.add(care.avoid);
    } else if (reading.kind === 'refuse') refuse.push(reading.code);
    else {
      clearance.push(code);
      if (reading.kind === 'unknown') unknown.push(code);
    }
  }
  const areasLeft = [...new Set(requestedAreas)].filter((area) => !avoid.has(area));
  const localAvoid = [...avoid];
  const found = { refuse, clearance, unknown, precaution, notes, localAvoid, areasLeft };
  const caps = { pressureCap, minutesCap };
  return { outcome: outcomeOf({ ...found, ...caps }), ...found, ...caps };
};

/** What has to be agreed to before this may be booked: clearance codes, and local ones that leave no area. */
export const askedOf = ({ clearance, precaution, areasLeft }: ScreeningResult): string[] =>
  areasLeft.length > 0
    ? [...clearance]
    : [...clearance, ...precaution.filter((code) => read(code).kind === 'local')];

const typesWithin: Readonly<Record<Pressure, readonly SessionType[]>> = {
  // A sports massage at light pressure is a light recovery session, and is booked as one.
  light: ['recovery_light', 'mobility', 'relaxation'],
  moderate: ['recovery_light', 'sports_massage', 'mobility', 'relaxation'],
  firm: ['recovery_light', 'sports_massage', 'mobility', 'relaxation', 'deep_tissue'],
};

/** Which session types can be given at that pressure and keep their name (section 3). */
export const sessionTypesWithin = (cap: Pressure): readonly SessionType[] => typesWithin[cap];
