import type { ReactElement, ReactNode } from 'react';

/** The conversation, and from 1024 px the booking that takes shape beside it. */
export function BookingLayout({
  children,
  aside,
}: {
  children: ReactNode;
  aside: ReactNode;
}): ReactElement {
  return (
    <div className="mx-auto grid max-w-[560px] gap-8 lg:max-w-none lg:grid-cols-[minmax(0,560px)_minmax(300px,360px)] lg:justify-between">
      <div className="rise min-w-0 space-y-6">{children}</div>
      <div className="hidden lg:block">
        <div className="sticky top-8">{aside}</div>
      </div>
    </div>
  );
}

interface BarProps {
  children: ReactNode;
  /** Of no use where everything is in view anyway. */
  isPhoneOnly?: boolean;
  /** Stays at the end of the page while something above it has to be read first. */
  isFollowing?: boolean;
}

/** On a phone it rests at the bottom, where the thumb is. */
export function ActionBar({
  children,
  isPhoneOnly = false,
  isFollowing = true,
}: BarProps): ReactElement {
  return (
    <div
      className={`${isPhoneOnly ? 'lg:hidden' : ''} ${isFollowing ? 'sticky' : ''} bottom-0 z-20 -mx-4 border-t border-line bg-paper px-4 pt-3 pb-[max(12px,env(safe-area-inset-bottom))] lg:static lg:mx-0 lg:border-0 lg:p-0`}
    >
      <div className="flex flex-col gap-2 lg:flex-row-reverse lg:justify-end [&>*]:w-full lg:[&>*]:w-auto">
        {children}
      </div>
    </div>
  );
}
