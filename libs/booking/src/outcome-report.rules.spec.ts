import fc from 'fast-check';
import { quantile, reportOf, type ReportRow, spreadOf } from './outcome-report.rules.ts';

const row = (soreness: number | null, therapist = 'Ana', service = 'Relaxation'): ReportRow => ({
  ...{ kind: 'checkin_48', service, soreness, isAfterVisit: true },
  therapist: { id: therapist, name: therapist },
});
const rows = (count: number, ...rest: [string?, string?]): ReportRow[] =>
  Array.from({ length: count }, (_, index) => row(index % 11, ...rest));

describe('the report of outcomes', () => {
  it('counts who was asked and who answered', () => {
    const { rates } = reportOf([row(null), row(3), row(4)]);
    expect(rates).toContainEqual({ kind: 'checkin_48', asked: 3, answered: 2 });
    expect(rates).toContainEqual({ kind: 'checkin_24', asked: 0, answered: 0 });
  });

  it.each([
    [4, null],
    [5, { n: 5, median: 2, q1: 1, q3: 3 }],
  ])('of %d answers shows %p', (count, spread) => {
    const [service] = reportOf(rows(count)).services.filter(({ kind }) => kind === 'checkin_48');
    expect(service).toEqual({ service: 'Relaxation', kind: 'checkin_48', n: count, spread });
  });

  it('says nothing of a massage by what was answered before it, or without one', () => {
    const before = rows(40).map((each) => ({ ...each, isAfterVisit: false }));
    const { rates, services, therapists } = reportOf([...before, ...rows(4)]);
    expect(rates).toContainEqual({ kind: 'checkin_48', asked: 44, answered: 44 });
    const [service] = services.filter(({ kind }) => kind === 'checkin_48');
    expect(service).toMatchObject({ n: 4, spread: null });
    expect(therapists).toEqual([]);
  });

  it('shows nothing of a therapist below thirty answers, and then stands them by name', () => {
    const few = [...rows(29, 'Ana'), ...rows(40, 'Tom'), row(null, 'Ana'), ...rows(30, 'Bea')];
    expect(reportOf(few).therapists.map(({ name }) => name)).toEqual(['Bea', 'Tom']);
    expect(reportOf([...few, row(1, 'Ana')]).therapists[0]?.name).toBe('Ana');
  });

  it('has quartiles inside the answers and in order', () => {
    const scale = fc.array(fc.integer({ min: 0, max: 10 }), { minLength: 1 });
    fc.assert(
      fc.property(scale, (values) => {
        const { n, q1, median, q3 } = spreadOf(values);
        expect(n).toBe(values.length);
        expect(Math.min(...values)).toBeLessThanOrEqual(q1);
        expect(q1).toBeLessThanOrEqual(median);
        expect(median).toBeLessThanOrEqual(q3);
        expect(q3).toBeLessThanOrEqual(Math.max(...values));
      }),
    );
    expect(quantile([1, 2, 3, 4], 0.5)).toBe(2.5);
  });
});
