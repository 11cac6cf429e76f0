import type { ReactElement } from 'react';

/** The house's mark, as it stands on the site. */
export function Mark(): ReactElement {
  return (
    <svg aria-hidden viewBox="0 0 32 32" className="size-8 shrink-0">
      <rect width="32" height="32" rx="9" className="fill-pine" />
      <path
        d="M7 21.5c4.2 0 5.1-11 9-11s4.8 11 9 11"
        className="fill-none stroke-on-pine"
        strokeWidth="2.6"
        strokeLinecap="round"
      />
    </svg>
  );
}
