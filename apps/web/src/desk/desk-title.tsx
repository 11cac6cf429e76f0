import { type ReactElement, type ReactNode, useEffect } from 'react';

interface Props {
  children: string;
  lead?: ReactNode;
}

/** The name of a desk page, in one size on all of them: the desk is dense, and what stands below is what is read. */
export function DeskTitle({ children, lead }: Props): ReactElement {
  useEffect(() => {
    document.title = `${children} · Limber`;
  }, [children]);
  const title = <h1 className="voice text-28 break-words">{children}</h1>;
  if (!lead) return title;
  return (
    <div className="min-w-0 space-y-1">
      {title}
      <p className="measure text-15 text-quiet">{lead}</p>
    </div>
  );
}
