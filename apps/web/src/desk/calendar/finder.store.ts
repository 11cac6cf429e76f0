let isOpen = false;
const listeners = new Set<() => void>();
const set = (next: boolean): void => {
  isOpen = next;
  listeners.forEach((listener) => listener());
};

/** The finder lies over every desk page and is opened from anywhere on it. */
export const isFinderOpen = (): boolean => isOpen;
export const showFinder = (): void => set(true);
export const hideFinder = (): void => set(false);

export function subscribeFinder(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
