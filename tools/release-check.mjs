/**
 * `npm run -s release-check`: before a release, and never at start or in the tests, because it asks for today's
 * date. Fails when a claim was last held against its studies more than 24 months ago, and names each.
 * `npm run -s release-check -- 2028-11-24` asks for another day.
 */
import { ensureInstalled } from './ensure-install.mjs';
import { loadTypeScript } from './load-typescript.mjs';

const [on = new Date().toISOString().slice(0, 10), ...others] = process.argv.slice(2);
if (!/^\d{4}-\d{2}-\d{2}$/.test(on) || others.length > 0) {
  console.error('Usage: npm run -s release-check [-- YYYY-MM-DD]');
  process.exit(2);
}
ensureInstalled();
const { claims, studies } = await loadTypeScript('libs/evidence/src/evidence.data.ts');
const { releaseProblems } = await loadTypeScript('libs/evidence/src/release.rules.ts');
const problems = releaseProblems(claims, studies, on);
for (const problem of problems) console.error(problem);
console.log(`${claims.length} claims on ${on}: ${problems.length} in the way of a release`);
process.exitCode = problems.length > 0 ? 1 : 0;
