import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { frameTexts } from './frame.en.ts';

/** The AGPL asks that whoever uses this over a network can get its source. */
export const SOURCE_PATH = '/source';

const { footer } = frameTexts;
const links = [
  ['/evidence', footer.links.evidence],
  ['/evidence/warning-signs', footer.links.warningSigns],
  ['/privacy', footer.links.privacy],
  ['/terms', footer.links.terms],
  ['/accessibility', footer.links.accessibility],
  ['/imprint', footer.links.imprint],
  [SOURCE_PATH, footer.links.source],
] as const;

export function Footer(): ReactElement {
  const { data: clinic } = useClinic();
  return (
    <footer className="mt-12 border-t border-line text-15 text-quiet print:hidden">
      <div className="mx-auto grid max-w-[1072px] gap-6 px-4 py-8 lg:grid-cols-[1fr_auto] lg:px-8">
        <nav aria-label={footer.label}>
          <ul className="flex flex-wrap gap-x-5">
            {links.map(([to, label]) => (
              <li key={to}>
                <Link
                  to={to}
                  className="flex min-h-11 items-center hover:text-pine hover:underline"
                >
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        <div className="space-y-1 text-13 lg:text-right">
          <p>{footer.reviewed}</p>
          <p>{footer.cookies}</p>
          {clinic && <p>{footer.runBy(clinic.legalName)}</p>}
        </div>
      </div>
    </footer>
  );
}
