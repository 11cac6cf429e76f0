/** How a mail greets: the first word of a name as typed; the whole of it when there is but one. */
export const firstNameOf = (name: string): string => name.trim().split(/\s+/)[0] ?? '';
