import type { StaffRole } from '@limber/contracts';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { railFor } from './rail.ts';
import { deskTexts as texts } from './shell.en.ts';

export const railRow =
  'flex min-h-11 w-full items-center gap-3 rounded-card px-3 text-15 transition-colors lg:min-h-9';

/** Where one can go; the same list in the rail and, on a phone, behind the menu button. */
export function RailLinks({ role, onGo }: { role: StaffRole; onGo?: () => void }): ReactElement {
  return (
    <nav aria-label={texts.nav} className="space-y-4">
      {railFor(role).map(({ title, items }) => (
        <div key={items[0]?.to}>
          {title && <p className="px-3 pb-1 text-13 font-semibold text-quiet">{title}</p>}
          <ul className="space-y-0.5">
            {items.map(({ to, label, icon: Icon }) => (
              <li key={to}>
                <Link
                  to={to}
                  {...(onGo && { onClick: onGo })}
                  activeProps={{ className: 'bg-sage font-semibold', 'aria-current': 'page' }}
                  className={`${railRow} text-ink hover:bg-sage`}
                >
                  <Icon aria-hidden size={18} className="shrink-0 text-pine" />
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </nav>
  );
}
