import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.tsx'))
  .map((name) => ({ name, text: readFileSync(join(__dirname, name), 'utf8') }));

it('a desk page has its title from one place, so that all are of one size', () => {
  const own = sources.filter(({ text }) => /<h1\b/.test(text)).map(({ name }) => name);
  expect(own).toEqual(['desk-title.tsx']);
  // Who signs in is not at the desk yet: that page speaks as the clients' do.
  const larger = sources.filter(({ text }) => text.includes('<PageTitle')).map(({ name }) => name);
  expect(larger).toEqual(['sign-in.page.tsx']);
});
