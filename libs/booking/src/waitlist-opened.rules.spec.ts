import { ClinicPolicies } from '@limber/contracts';
import type { Ground } from './stranded.rules.ts';
import { openedBy } from './waitlist-opened.rules.ts';

type Therapist = NonNullable<ReturnType<Ground['therapists']['get']>>;
type Policies = Partial<ClinicPolicies>;

/** One place, one therapist, nobody away: what each case changes is all that differs. */
const ground = (ana: Partial<Therapist>, policies: Policies): Ground => ({
  locations: new Map(),
  therapists: new Map([
    [
      'ana',
      {
        ...{ id: 'ana', sessionTypes: [], shifts: [] },
        ...{ effortCapPerDayTenths: null, effortCapPerWeekTenths: null, ...ana },
      },
    ],
  ]),
  rooms: new Map(),
  services: new Map(),
  away: new Map(),
  policy: ClinicPolicies.parse(policies),
});
const whose = (before: Ground, after: Ground) =>
  openedBy(before, after).map(({ therapistId }) => therapistId);

describe('what a therapist’s cap opens is that therapist’s time', () => {
  it.each<[string, Partial<Therapist>, Partial<Therapist>, string[]]>([
    ['a day’s raised', { effortCapPerDayTenths: 600 }, { effortCapPerDayTenths: 601 }, ['ana']],
    ['a day’s lifted', { effortCapPerDayTenths: 600 }, {}, ['ana']],
    ['a week’s raised', { effortCapPerWeekTenths: 9 }, { effortCapPerWeekTenths: 10 }, ['ana']],
    ['a week’s lifted', { effortCapPerWeekTenths: 9 }, {}, ['ana']],
    ['lowered', { effortCapPerDayTenths: 600 }, { effortCapPerDayTenths: 599 }, []],
    ['set where there was none', {}, { effortCapPerWeekTenths: 600 }, []],
    ['as it was', { effortCapPerDayTenths: 600 }, { effortCapPerDayTenths: 600 }, []],
  ])('%s', (_, before, after, expected) => {
    expect(whose(ground(before, {}), ground(after, {}))).toEqual(expected);
  });
});

describe('what a rule of selling opens is whoever’s time', () => {
  it.each<[string, Policies, Policies, boolean]>([
    ['a shorter notice', { noticeMin: 60 }, { noticeMin: 59 }, true],
    ['a longer notice', { noticeMin: 60 }, { noticeMin: 61 }, false],
    ['a further horizon', { horizonDays: 30 }, { horizonDays: 31 }, true],
    ['a nearer horizon', { horizonDays: 30 }, { horizonDays: 29 }, false],
    ['a later cut-off', { sameDayCutoff: '15:00' }, { sameDayCutoff: '15:01' }, true],
    ['no cut-off any more', { sameDayCutoff: '23:59' }, { sameDayCutoff: null }, true],
    ['an earlier cut-off', { sameDayCutoff: '15:00' }, { sameDayCutoff: '14:59' }, false],
    ['a cut-off where there was none', {}, { sameDayCutoff: '23:59' }, false],
    ['another grid', { gridStepMin: 30 }, { gridStepMin: 20 }, true],
    ['gaps nobody could buy are allowed', { orphanGapRule: true }, {}, true],
    ['another shortest session', {}, { shortestSellableMin: 45 }, true],
    ['more deep tissue in a row', { deepTissueInARow: 2 }, { deepTissueInARow: 3 }, true],
    ['a shorter rest after it', { deepTissueRestMin: 45 }, { deepTissueRestMin: 30 }, true],
    ['what is not about times', { undoMin: 5 }, { undoMin: 10 }, false],
  ])('%s', (_, before, after, opens) => {
    expect(whose(ground({}, before), ground({}, after))).toEqual(opens ? [null] : []);
  });
});
