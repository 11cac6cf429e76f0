/** A link of our own site as a path, so that it stays inside the page it was opened in. */
export const ownPath = (address: string): string => {
  const { pathname, search } = new URL(address, window.location.origin);
  return pathname + search;
};
