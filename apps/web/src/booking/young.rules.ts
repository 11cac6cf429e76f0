import type { SessionType } from '@limber/contracts';
import { screen, sessionTypesWithin, vocabulary } from '@limber/evidence';

/** What somebody under 18 may be given, from the same table the clinic decides by. */
export const youngCaps = (): { minutes: number | null; pressure: string } => {
  const { minutesCap, pressureCap } = screen(['under_18'], vocabulary.areas);
  return { minutes: minutesCap, pressure: pressureCap };
};

/** Said before anything is typed in vain; the clinic has the last word. */
export function fitsYoung(session: { sessionType: SessionType; durationMin: number }): boolean {
  const { minutesCap, pressureCap } = screen(['under_18'], vocabulary.areas);
  const isShort = minutesCap === null || session.durationMin <= minutesCap;
  return isShort && sessionTypesWithin(pressureCap).some((type) => type === session.sessionType);
}
