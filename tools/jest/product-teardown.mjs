import { rmSync } from 'node:fs';

export default async function stopProduct() {
  const { product, data } = globalThis.limberProduct ?? {};
  if (!product) return;
  if (product.exitCode === null) {
    const gone = new Promise((resolve) => product.once('exit', resolve));
    product.kill('SIGTERM');
    await gone;
  }
  rmSync(data, { recursive: true, force: true });
}
