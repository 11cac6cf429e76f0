import './desk.css';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { panelTexts as texts } from './panel.en.ts';

/**
 * Closing the message above the panel, or undoing what it says, is no reason to close the panel. By the time this
 * is asked the message is gone, and its button with it: nothing else outside vanishes under the pointer.
 */
function keepForSaid(event: Event): void {
  const { target } = event;
  if (!(target instanceof Element)) return;
  if (!target.isConnected || target.closest('[data-said]')) event.preventDefault();
}

interface HeadProps {
  title: string;
  lead: string;
  closeLabel?: string;
}

export function PanelHead({ title, lead, closeLabel = texts.closePanel }: HeadProps): ReactElement {
  return (
    <header className="sticky top-0 z-10 flex items-start gap-3 border-b border-line bg-surface py-3 pr-2 pl-5">
      <div className="min-w-0 flex-1 py-1">
        <Dialog.Title className="voice text-28 break-words">{title}</Dialog.Title>
        <Dialog.Description className="nums text-15 text-quiet">{lead}</Dialog.Description>
      </div>
      <Dialog.Close
        aria-label={closeLabel}
        className="flex size-11 shrink-0 items-center justify-center rounded-card text-quiet hover:bg-sage hover:text-ink"
      >
        <X aria-hidden size={22} />
      </Dialog.Close>
    </header>
  );
}

interface Props {
  isOpen: boolean;
  onClose: () => void;
  /** Where the focus goes when the panel has closed. */
  onFocusBack: () => void;
  testId?: string;
  children: ReactNode;
}

/** What is looked at or done lies beside the page, never on another one. */
export function SidePanel({
  isOpen,
  onClose,
  onFocusBack,
  testId = 'panel',
  children,
}: Props): ReactElement {
  return (
    <Dialog.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/25 dark:bg-paper/60" />
        {isOpen && (
          <Dialog.Content
            data-testid={testId}
            onInteractOutside={keepForSaid}
            onCloseAutoFocus={(event) => {
              event.preventDefault();
              onFocusBack();
            }}
            className="fixed inset-y-0 right-0 z-50 w-full overflow-y-auto overscroll-contain border-l border-line bg-surface shadow-lift [animation:slide_180ms_var(--ease-out)_both] focus:outline-none sm:max-w-[480px]"
          >
            {children}
          </Dialog.Content>
        )}
      </Dialog.Portal>
    </Dialog.Root>
  );
}
