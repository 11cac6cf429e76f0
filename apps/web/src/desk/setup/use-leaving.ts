import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';

interface Leaving {
  /** Asked whether to go, with changes that are not saved. */
  isAsked: boolean;
  ask: () => void;
  stay: () => void;
  /** Goes where one wanted to go; false when nothing but the question itself was open. */
  go: () => boolean;
}

/** Nothing typed is lost by a press beside it, by the browser's back, or by closing the window. */
export function useLeaving(isDirty: boolean): Leaving {
  const [isAsked, setAsked] = useState(false);
  const blocked = useBlocker({
    shouldBlockFn: ({ current, next }) => isDirty && current.pathname !== next.pathname,
    enableBeforeUnload: () => isDirty,
    withResolver: true,
  });
  const isBlocked = blocked.status === 'blocked';
  return {
    isAsked: isAsked || isBlocked,
    ask: () => setAsked(true),
    stay: () => {
      setAsked(false);
      if (isBlocked) blocked.reset();
    },
    go: () => {
      setAsked(false);
      if (isBlocked) blocked.proceed();
      return isBlocked;
    },
  };
}
