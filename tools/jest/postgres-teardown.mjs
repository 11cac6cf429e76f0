export default async function stopPostgres() {
  await globalThis.limberTestPostgres?.destroy();
}
