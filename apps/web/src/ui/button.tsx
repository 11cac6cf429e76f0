import type { ComponentProps, ReactElement } from 'react';

type Look = 'main' | 'quiet' | 'plain' | 'danger' | 'alarm';

const looks: Record<Look, string> = {
  main: 'bg-pine text-on-pine hover:bg-pine-strong border-transparent font-semibold',
  quiet: 'bg-surface text-ink border-edge hover:border-pine hover:text-pine font-medium',
  plain:
    'bg-transparent text-pine border-transparent hover:underline underline-offset-4 font-medium',
  /** To call for help: the loudest thing there is. */
  alarm: 'bg-brick text-paper border-transparent font-semibold hover:underline underline-offset-4',
  danger: 'bg-surface text-brick border-brick hover:bg-brick-wash font-medium',
};

const shape =
  'inline-flex min-h-12 items-center justify-center gap-2 rounded-card border px-5 text-17 text-center ' +
  'transition-colors disabled:opacity-55 aria-busy:opacity-70';

export const buttonClass = (look: Look = 'main', extra = ''): string =>
  `${shape} ${looks[look]} ${extra}`;

interface Props extends ComponentProps<'button'> {
  look?: Look;
  /** Pressed already and still working: stays focusable, does nothing. */
  isBusy?: boolean;
}

export function Button({
  look = 'main',
  isBusy = false,
  className = '',
  type = 'button',
  onClick,
  ...rest
}: Props): ReactElement {
  return (
    <button
      {...rest}
      type={isBusy ? 'button' : type}
      aria-busy={isBusy || undefined}
      aria-disabled={isBusy || undefined}
      className={buttonClass(look, className)}
      onClick={isBusy ? (event) => event.preventDefault() : onClick}
    />
  );
}
