/** How a mail greets: the first word of a name as typed; the whole of it when there is but one. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';

interface Reader {
  email: string | null;
  guardianEmail: string | null;
}

/** Where a client's mails go: a young client's to the guardian and nowhere else. Null: nowhere. */
export const mailAddressOf = ({ email, guardianEmail }: Reader): string | null =>
  guardianEmail ?? email;

/** A mail planned before the guardian was known must not reach the young client after all. */
export const isForGuardianOnly = ({ guardianEmail }: Reader, recipient: string): boolean =>
  guardianEmail !== null && recipient.trim().toLowerCase() !== guardianEmail;

/** As who a known client books again: whoever has no address of their own is known by the guardian's. */
export function bookedAs(
  client: Reader & { name: string; guardianName: string | null },
): { name: string; email: string; guardian?: { name: string } } | null {
  const { name, email, guardianEmail, guardianName } = client;
  if (email !== null) return { name, email };
  if (guardianEmail === null || guardianName === null) return null;
  return { name, email: guardianEmail, guardian: { name: guardianName } };
}
