import { rmSync } from 'node:fs';

export default async function stopProducts() {
  await Promise.all((globalThis.limberProducts ?? []).map(stopProduct));
}

async function stopProduct({ product, data }) {
  if (product.exitCode === null) {
    const gone = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}
