import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { loadTypeScript } from '../load-typescript.mjs';

export default async function stopProducts() {
  const { removeDataFolder } = await loadTypeScript('libs/embedded-postgres/src/index.ts');
  await Promise.all(
    (globalThis.limberProducts ?? []).map((one) => stopProduct(one, removeDataFolder)),
  );
}

async function stopProduct({ product, data }, removeDataFolder) {
  if (product.exitCode === null) {
    const gone = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await gone;
  }
  // As root its database lies somewhere else than in the folder.
  removeDataFolder(join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
}
