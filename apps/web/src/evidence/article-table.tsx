import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { type ArticleLine, articleLines } from './article.en.ts';
import { evidenceTexts } from './evidence.en.ts';

const { article: texts } = evidenceTexts;

/** The article's word and the studies' word on one thing, side by side. */
export function ArticleRow({ line }: { line: ArticleLine }): ReactElement {
  return (
    <div className="grid gap-x-6 gap-y-2 sm:grid-cols-2">
      <p className="text-15">
        <span className="block text-13 text-quiet">{texts.says}</span>
        {line.says}
      </p>
      <p className="text-15">
        <span className="block text-13 text-quiet">{texts.found}</span>
        <strong className="font-semibold">{`${line.verdict}. `}</strong>
        {line.found}
      </p>
    </div>
  );
}

export function ArticleTable({ titleOf }: { titleOf: (claimId: string) => string }): ReactElement {
  return (
    <ul className="border-y border-line">
      {articleLines.map((line) => (
        <li key={line.claimId} className="space-y-2 border-b border-line py-4 last:border-b-0">
          <ArticleRow line={line} />
          <Link
            to="/evidence/$claimId"
            params={{ claimId: line.claimId }}
            className="link inline-flex min-h-11 items-center text-15 sm:min-h-6"
          >
            {titleOf(line.claimId)}
          </Link>
        </li>
      ))}
    </ul>
  );
}
