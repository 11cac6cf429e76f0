/** A key that makes a POST repeatable. `randomUUID` needs a secure context; a clinic's LAN may not be one. */
export const newKey = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
};
