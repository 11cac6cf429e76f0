import type { EvidenceClaim, EvidenceView } from '@limber/contracts';
import { studies } from '@limber/evidence';
import { type ApiWorld, startApi } from './api.testing.ts';

let api: ApiWorld;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api.close());

const list = () => api.call<EvidenceView>('GET', 'evidence');
const unread = studies.filter(({ confidence }) => confidence === 'from memory');

describe('the evidence', () => {
  it('is every claim with its certainty, its studies for and against and the day it was checked', async () => {
    const { status, body } = await list();
    expect([status, body.claims.length, body.reviewedBy]).toEqual([200, 16, null]);
    for (const claim of body.claims) {
      expect(claim.certainty).toMatch(/^(high|moderate|low|very low)$/);
      expect(claim.studies.length).toBeGreaterThan(0);
      expect(claim).toMatchObject({ dateChecked: '2026-11-23', reviewOverdue: false });
    }
    expect(body.corrections).toHaveLength(5);
  });

  it('is one claim by its id, and 404 for another', async () => {
    const one = await api.call<EvidenceClaim>('GET', 'evidence/C1');
    expect(one.body).toEqual((await list()).body.claims[0]);
    expect(one.body.disagreement.map(({ id }) => id)).toContain('hoffman2016');
    for (const id of ['C7', 'c1', 'constructor']) {
      const none = await api.call('GET', `evidence/${id}`);
      expect(none).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
    }
    expect((await api.call('GET', 'evidence/C1!')).status).toBe(404);
  });

  it('names a study nobody has read by author and year, without its result', async () => {
    const { body, text } = await list();
    expect(unread.length).toBeGreaterThan(0);
    const shown = body.claims.flatMap(({ studies, disagreement }) => [...studies, ...disagreement]);
    const hidden = shown.filter(({ checked }) => !checked);
    expect(new Set(hidden.map(({ id }) => id)).size).toBeGreaterThan(0);
    for (const study of hidden) {
      expect(Object.keys(study).sort()).toEqual(['authors', 'checked', 'id', 'year']);
    }
    for (const { title, measured } of unread) {
      expect(text).not.toContain(JSON.stringify(title));
      expect(text).not.toContain(JSON.stringify(measured));
    }
  });

  it('says of itself when a review is more than 24 months old, by the clinic’s clock', async () => {
    await api.db.setNow('2028-11-23T23:00:00Z');
    expect((await list()).body.claims.every(({ reviewOverdue }) => !reviewOverdue)).toBe(true);
    await api.db.setNow('2028-11-24T00:00:00Z');
    expect((await list()).body.claims.every(({ reviewOverdue }) => reviewOverdue)).toBe(true);
  });
});
