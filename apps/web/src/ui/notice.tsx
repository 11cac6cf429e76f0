import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';

type Tone = 'info' | 'caution' | 'refuse' | 'good';

const tones: Record<Tone, { box: string; icon: typeof Info }> = {
  info: { box: 'bg-surface border-line text-ink', icon: Info },
  caution: { box: 'bg-amber-wash border-amber text-ink', icon: TriangleAlert },
  refuse: { box: 'bg-brick-wash border-brick text-ink', icon: CircleAlert },
  good: { box: 'bg-sage border-pine text-ink', icon: CircleCheck },
};
const inks: Record<Tone, string> = {
  info: 'text-quiet',
  caution: 'text-amber',
  refuse: 'text-brick',
  good: 'text-pine',
};

interface Props {
  tone?: Tone;
  title?: string | undefined;
  children?: ReactNode;
  /** Said at once; the rest is said when a pause comes. */
  isUrgent?: boolean;
}

export function Notice({ tone = 'info', title, children, isUrgent = false }: Props): ReactElement {
  const { box, icon: Icon } = tones[tone];
  return (
    <div
      role={isUrgent ? 'alert' : 'status'}
      className={`rise flex gap-3 rounded-card border p-4 ${box}`}
    >
      <Icon aria-hidden size={20} className={`mt-0.5 shrink-0 ${inks[tone]}`} />
      <div className="min-w-0 flex-1 space-y-2">
        {title && <p className="font-semibold">{title}</p>}
        {children && <div className="space-y-3 text-15">{children}</div>}
      </div>
    </div>
  );
}
