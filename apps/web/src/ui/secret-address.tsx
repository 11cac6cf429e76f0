import { Check, Copy } from 'lucide-react';
import { type ReactElement, useId, useState } from 'react';
import { Button } from './button.tsx';
import { inputClass } from './field.tsx';
import { uiTexts as texts } from './ui.en.ts';

/** An address that is shown once: whole, chosen by one tap, copied by one press. */
export function SecretAddress({ label, url }: { label: string; url: string }): ReactElement {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <div className="space-y-2">
      <label htmlFor={id} className="block text-15 font-semibold">
        {label}
      </label>
      <input
        id={id}
        readOnly
        value={url}
        data-testid="secret-address"
        onFocus={(event) => event.target.select()}
        className={`${inputClass} border-edge text-15!`}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button look="quiet" onClick={() => void copy().catch(() => setCopied(false))}>
          <Icon aria-hidden size={18} />
          {texts.copy}
        </Button>
        <span role="status" className="text-15 text-quiet">
          {isCopied ? texts.copied : ''}
        </span>
      </div>
    </div>
  );
}
