/** What is typed into a number, in the unit that is stored. Null where it is no number at all. */

/** Never rounded: half a minute stays one, and the clinic says that it takes whole ones. */
export function readNumber(text: string, scale = 1): number | null {
  const number = Number(text.replace(',', '.'));
  if (text.trim() === '' || !Number.isFinite(number)) return null;
  // 1.1 in tenths is 11, whatever a computer makes of it.
  return Number((number * scale).toFixed(6));
}

/** A price as people write it, with its sign or without, in minor units. */
export function readPrice(text: string, sign: string, digits: number): number | null {
  const plain = text.replace(sign, '').replace(',', '.').trim();
  const isPrice = new RegExp(`^\\d{1,6}(\\.\\d{0,${digits}})?$`).test(plain);
  return isPrice ? Math.round(Number(plain) * 10 ** digits) : null;
}
