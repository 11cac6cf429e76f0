/** A start that cannot be, told in one sentence a person can act on; no stack is printed for it. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}
