import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { readConfig } from '@limber/config';
import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { pino } from 'pino';
import { createApp } from '../app.ts';

const STANDING = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};
const POLICY = [
  ...["default-src 'self'", "base-uri 'self'", "font-src 'self' https: data:"],
  ...["form-action 'self'", "frame-ancestors 'self'", "img-src 'self' data:", "object-src 'none'"],
  ...["script-src 'self'", "script-src-attr 'none'", "style-src 'self' 'unsafe-inline'"],
];

let db: TestDatabase;
let pages: string;
beforeAll(async () => {
  db = await createTestDatabase();
  pages = mkdtempSync(join(tmpdir(), 'limber-pages-'));
  mkdirSync(join(pages, 'assets'));
  writeFileSync(join(pages, 'index.html'), '<!doctype html><title>Limber</title>');
  writeFileSync(join(pages, 'assets', 'index-1a2b.js'), 'export {};');
});
afterAll(async () => {
  rmSync(pages, { recursive: true, force: true });
  await db.close();
});

async function withApp(
  publicUrl: string,
  look: (app: NestFastifyApplication) => Promise<void>,
): Promise<void> {
  const config = readConfig({ ...db.environment, PUBLIC_URL: publicUrl });
  const app = await createApp(config, pino({ level: 'silent' }), { pagesDirectory: pages });
  try {
    await app.init();
    await look(app);
  } finally {
    await app.close();
  }
}

const ANSWERS = {
  'an answer': ['/healthz', 200],
  'a page': ['/book', 200],
  'a built file': ['/assets/index-1a2b.js', 200],
  'a missing page of the api': ['/api/v1/nothing', 404],
  'a clinic that does not exist': ['/api/v1/clinics/nowhere', 404],
} as const;

describe('what a browser is told with every answer', () => {
  test('is the same for answers, pages, files and refusals', async () => {
    await withApp('http://localhost:3000', async (app) => {
      for (const [what, [url, status]] of Object.entries(ANSWERS)) {
        const { headers, statusCode } = await app.inject({ url });
        expect([what, statusCode, headers]).toEqual([
          what,
          status,
          expect.objectContaining(STANDING),
        ]);
        expect(String(headers['content-security-policy']).split(';').sort()).toEqual(POLICY.sort());
        expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
        expect(headers).not.toHaveProperty('x-powered-by');
        expect(headers).not.toHaveProperty('strict-transport-security');
      }
    });
  });

  test('keeps it to https where we are reached by https', async () => {
    await withApp('https://clinic.example', async (app) => {
      const { headers } = await app.inject({ url: '/healthz' });
      expect(headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
    });
  });

  test('lets nothing keep what the api answers', async () => {
    await withApp('http://localhost:3000', async (app) => {
      const kept = async (url: string) => (await app.inject({ url })).headers['cache-control'];
      expect(await kept('/api/v1/nothing')).toBe('no-store');
      expect(await kept('/book')).toBe('no-cache');
      expect(await kept('/assets/index-1a2b.js')).toMatch(/immutable/);
    });
  });
});
