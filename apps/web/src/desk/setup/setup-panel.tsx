import '../desk.css';
import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import type { ReactElement, ReactNode } from 'react';
import { Button } from '../../ui/button.tsx';
import { Discard, type Edited, EditedForm } from './edited-form.tsx';
import { setupTexts as texts } from './setup.en.ts';
import { useLeaving } from './use-leaving.ts';

function Head({ title, lead }: { title: string; lead: string }): ReactElement {
  return (
    <header className="flex items-start gap-3 border-b border-line py-3 pr-2 pl-5">
      <div className="min-w-0 flex-1 py-1">
        <Dialog.Title className="voice text-21 break-words">{title}</Dialog.Title>
        <Dialog.Description className="text-13 text-quiet">{lead}</Dialog.Description>
      </div>
      <Dialog.Close
        aria-label={texts.close}
        className="flex size-11 shrink-0 items-center justify-center rounded-card text-quiet hover:bg-sage hover:text-ink"
      >
        <X aria-hidden size={22} />
      </Dialog.Close>
    </header>
  );
}

interface FootProps {
  onClose: () => void;
  save: string;
  isBusy: boolean;
  isReadOnly: boolean;
}

function Foot({ onClose, save, isBusy, isReadOnly }: FootProps): ReactElement {
  return (
    <div className="flex gap-2 border-t border-line bg-surface px-5 py-3">
      {!isReadOnly && (
        <Button type="submit" data-testid="save" className="flex-1" isBusy={isBusy}>
          {isBusy ? texts.saving : save}
        </Button>
      )}
      <Button look="quiet" className={isReadOnly ? 'flex-1' : ''} onClick={onClose}>
        {texts.keep}
      </Button>
    </div>
  );
}

interface Props {
  title: string;
  lead: string;
  edited: Edited;
  onSubmit: () => void;
  children: ReactNode;
  save?: string;
  /** Why nothing can be changed here; the fields are then to look at. */
  readOnly?: string | undefined;
}

/** Closing the message above the panel, or a list over it, is no reason to close the panel. */
function keepOpen(event: Event): void {
  const { target } = event;
  if (target instanceof Element && target.closest('[data-said], [role=alertdialog]')) {
    event.preventDefault();
  }
}

/** Where one thing of the set-up is looked at and changed: from the side, over its list. */
export function SetupPanel(props: Props): ReactElement {
  const { title, lead, edited, onSubmit, children, save = texts.save, readOnly } = props;
  const isDirty = edited.isDirty && !readOnly;
  const leaving = useLeaving(isDirty);
  const leave = (): void => (isDirty ? leaving.ask() : edited.close());
  const foot = leaving.isAsked ? (
    <Discard onDiscard={() => leaving.go() || edited.close()} onStay={leaving.stay} />
  ) : (
    <Foot
      {...{ save, onClose: leave, isBusy: edited.change.isBusy }}
      isReadOnly={readOnly !== undefined}
    />
  );
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && leave()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-ink/25 dark:bg-paper/60" />
        <Dialog.Content
          data-testid="setup-panel"
          onInteractOutside={keepOpen}
          className="fixed inset-y-0 right-0 z-50 flex w-full flex-col border-l border-line bg-surface shadow-lift [animation:slide_180ms_var(--ease-out)_both] focus:outline-none sm:max-w-[560px]"
        >
          <Head title={title} lead={lead} />
          <EditedForm
            {...{ edited, onSubmit, readOnly, foot }}
            className="flex min-h-0 flex-1 flex-col"
            bodyClass="min-h-0 flex-1 space-y-5 overflow-y-auto overscroll-contain px-5 py-5"
          >
            {children}
          </EditedForm>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
