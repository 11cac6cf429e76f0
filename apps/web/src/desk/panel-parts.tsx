import { type ReactElement, type ReactNode, useId } from 'react';

export function PanelPart({
  title,
  children,
}: {
  title: string;
  children: ReactNode;
}): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className="space-y-2 border-t border-line pt-4">
      <h3 id={id} className="text-17 font-semibold">
        {title}
      </h3>
      {children}
    </section>
  );
}

export function Line({ label, children }: { label: string; children: ReactNode }): ReactElement {
  return (
    <div className="grid grid-cols-[88px_1fr] gap-3 py-1 text-15">
      <dt className="text-quiet">{label}</dt>
      <dd className="nums min-w-0 break-words">{children}</dd>
    </div>
  );
}
