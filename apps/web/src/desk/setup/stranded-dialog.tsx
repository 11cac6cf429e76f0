import { AlertDialog } from 'radix-ui';
import { useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { strandedTexts as texts } from './setup.en.ts';
import { StrandedLine } from './stranded-line.tsx';
import type { ChangeState } from './use-change.ts';

type Asking = NonNullable<ChangeState<unknown>['asking']>;

/** Which bookings a change would leave without their place, before it is made. Saving is a choice of its own. */
export function StrandedDialog({ asking, isBusy }: { asking: Asking; isBusy: boolean }) {
  const { stranded, isRenewed, agree, keep } = asking;
  const back = useRef<HTMLButtonElement>(null);
  return (
    <AlertDialog.Root open onOpenChange={(isOpen) => !isOpen && keep()}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-[70] bg-ink/30 dark:bg-paper/70" />
        <AlertDialog.Content
          data-testid="stranded"
          onOpenAutoFocus={(event) => {
            event.preventDefault();
            back.current?.focus();
          }}
          className="rise fixed inset-x-4 bottom-4 z-[70] mx-auto flex max-h-[calc(100dvh-32px)] max-w-[600px] flex-col rounded-card border border-line bg-surface shadow-lift sm:top-[10dvh] sm:bottom-auto sm:max-h-[80dvh]"
        >
          <div className="space-y-2 px-4 pt-5 pb-4">
            <AlertDialog.Title className="voice text-21">
              {texts.title(stranded.length)}
            </AlertDialog.Title>
            <AlertDialog.Description className="text-15 text-quiet">
              {texts.lead}
            </AlertDialog.Description>
            {isRenewed && (
              <Notice tone="caution" isUrgent>
                <p>{texts.renewed}</p>
              </Notice>
            )}
          </div>
          <ul
            aria-label={texts.list}
            tabIndex={0}
            className="min-h-0 flex-1 overflow-y-auto overscroll-contain border-y border-line"
          >
            {stranded.map((booking) => (
              <StrandedLine key={booking.reference} booking={booking} />
            ))}
          </ul>
          <div className="flex flex-col gap-2 p-4 sm:flex-row-reverse">
            <Button look="danger" data-testid="agree" isBusy={isBusy} onClick={agree}>
              {texts.agree(stranded.length)}
            </Button>
            <Button ref={back} look="quiet" data-testid="keep" onClick={keep}>
              {texts.keep}
            </Button>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
