import type { SeriesPreview, SeriesRequest } from '@limber/contracts';

export type SeriesDate = SeriesPreview['dates'][number];
type Chosen = SeriesRequest['dates'][number];

/** What somebody decided about one date; where nothing was decided, a free date is taken and another is not. */
export interface Decision {
  isTaken: boolean;
  /** Another start of that date or near it. */
  instead: string | null;
}
export type Decisions = Readonly<Record<string, Decision>>;

export const decisionOf = (date: SeriesDate, decisions: Decisions): Decision =>
  decisions[date.date] ?? { isTaken: date.ok, instead: null };

/** Whether it can be ticked at all: it is free, its rules may be broken, or another time was chosen. */
export const canTake = (date: SeriesDate, { instead }: Decision): boolean =>
  instead !== null || date.ok || (date.startsAt !== null && date.overridable);

/** The dates as they would be saved, each with the rules that were seen broken on it. */
export const chosenDates = (dates: readonly SeriesDate[], decisions: Decisions): Chosen[] =>
  dates.flatMap((date) => {
    const decision = decisionOf(date, decisions);
    if (!decision.isTaken || !canTake(date, decision)) return [];
    if (decision.instead !== null) return [{ startsAt: decision.instead, overriding: [] }];
    if (date.startsAt === null) return [];
    return [
      {
        startsAt: date.startsAt,
        ...(date.roomId && { roomId: date.roomId }),
        overriding: date.broken.map(({ code }) => code),
      },
    ];
  });

export const needsReason = (chosen: readonly Chosen[]): boolean =>
  chosen.some(({ overriding }) => overriding.length > 0);
