import { Phone } from 'lucide-react';
import type { ReactElement } from 'react';
import { buttonClass } from '../ui/button.tsx';
import { callTexts as texts } from './call.en.ts';
import { spoken } from './phone.rules.ts';

interface Props {
  name: string;
  phone: string;
  className?: string;
}

/** Whom to phone, as a button that dials: the number stands on it as people read it out. */
export function CallLink({ name, phone, className = '' }: Props): ReactElement {
  return (
    <a
      href={`tel:${phone.replaceAll(' ', '')}`}
      aria-label={texts.call(name, spoken(phone))}
      className={buttonClass('quiet', `nums ${className}`)}
    >
      <Phone aria-hidden size={18} className="text-pine" />
      {spoken(phone)}
    </a>
  );
}
