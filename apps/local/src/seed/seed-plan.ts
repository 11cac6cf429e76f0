import { daysBetween } from '@limber/scheduling';
import { Chance } from './chance.ts';
import type { ClinicRows } from './clinic-rows.ts';
import { DayBook, type PlannedVisit, type Taken, type Worked } from './day-book.ts';
import { type Demand, type Owed, planDay } from './day-plan.ts';
import { isRested, type Visitor } from './demo-clients.ts';
import { tellFollowUps } from './follow-up-story.ts';
import { habits } from './persona.ts';
import type { ToldVisit } from './seed-writer.ts';
import { tellVisit, type Today } from './visit-story.ts';

/** The nearer the day, the more a newcomer wants to find free; what is over may be as full as it was. */
export function demandOn(date: string, today: string): Demand {
  const ahead = daysBetween(today, date);
  if (ahead < 0) return { low: 0.35, high: 0.58, spare: 0, forTwo: false };
  if (ahead === 1) return { low: 0.3, high: 0.45, spare: 6, forTwo: true };
  if (ahead >= 2 && ahead <= 4) return { low: 0.44, high: 0.56, spare: 5, forTwo: true };
  return { low: 0.5, high: 0.64, spare: 3, forTwo: true };
}

/** Invents some days in a row. Nothing is read or written here: the same input is always the same story. */
export function planDays(
  dates: readonly string[],
  rows: ClinicRows,
  busy: { taken: Taken; visitors: readonly Visitor[]; worked: Worked },
  today: Today,
): ToldVisit[] {
  const visitors = busy.visitors.map((visitor) => ({ ...visitor, starts: [...visitor.starts] }));
  const owed: Owed = new Map();
  return dates.flatMap((date) => {
    const dice = new Chance('day', rows.clinic.slug, date);
    const book = new DayBook(rows, busy, date);
    return planDay(book, dice, demandOn(date, today.date), owed).flatMap(
      (visit, number): ToldVisit[] => {
        const visitor = dice.weigh(visitors, (each) => wishOf(each, visit));
        if (!visitor) return [];
        visitor.starts.push(visit.startsAt);
        const { clientId, persona } = visitor;
        const story = tellVisit(dice, visit, persona, today);
        const followUps = tellFollowUps(dice, story, today.timeZone, today.now);
        return [{ name: [date, number], clientId, story, followUps }];
      },
    );
  });
}

function wishOf(visitor: Visitor, { service, durationMin, startsAt }: PlannedVisit): number {
  const { persona } = visitor;
  const isRefused =
    durationMin > persona.maxMinutes ||
    (service.sessionType === 'deep_tissue' && !persona.mayHaveDeepTissue);
  if (isRefused || !isRested(visitor, startsAt)) return 0;
  return persona.frequency * (habits[persona.habit].likes.includes(service.sessionType) ? 3 : 1);
}
