import { type ReactElement, type ReactNode, useEffect, useRef } from 'react';

interface Props {
  children: string;
  lead?: ReactNode;
}

/** The question or fact of a screen. Takes the focus, so that a screen reader hears where it has come to. */
export function PageTitle({ children, lead }: Props): ReactElement {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · Limber`;
    if (document.activeElement === document.body || document.activeElement?.closest('main')) {
      title.current?.focus({ preventScroll: true });
    }
  }, [children]);
  return (
    <div className="space-y-3">
      <h1 ref={title} tabIndex={-1} className="voice text-28 sm:text-40">
        {children}
      </h1>
      {lead && <div className="measure text-17 text-quiet">{lead}</div>}
    </div>
  );
}
