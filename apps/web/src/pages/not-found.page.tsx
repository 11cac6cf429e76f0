import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { frameTexts } from './frame.en.ts';

export function NotFoundPage(): ReactElement {
  return (
    <div className="max-w-xl space-y-6">
      <PageTitle lead={frameTexts.notFound.lead}>{frameTexts.notFound.title}</PageTitle>
      <Link to="/" className={buttonClass('main')}>
        {frameTexts.notFound.home}
      </Link>
    </div>
  );
}
