import type { DeskMe } from '@limber/contracts';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { BookingPanel } from './booking-panel.tsx';
import { BlockPanel, ShownBlock } from './calendar/block.panel.tsx';
import { NewPanel } from './calendar/new.panel.tsx';
import { PanelKinds } from './calendar/panel-kinds.tsx';
import { SidePanel } from './side-panel.tsx';
import { useOpen } from './use-open.ts';

const focusPage = (): void => {
  const cursor = document.querySelector<HTMLElement>('[data-testid=slot-cursor]');
  (cursor ?? document.getElementById('day'))?.focus();
};

/** Whatever lies open beside the page: a booking, a block, or one that is being made. The address says which. */
export function DeskPanel({ me }: { me: DeskMe }): ReactElement {
  const { panel, block } = useSearch({ from: '/desk' });
  const { close } = useOpen();
  const mayChange = me.role !== 'therapist';
  return (
    <>
      <BookingPanel me={me} />
      <SidePanel isOpen={block !== undefined} onClose={close} onFocusBack={focusPage}>
        {block && <ShownBlock key={block} id={block} me={me} />}
      </SidePanel>
      <SidePanel
        isOpen={panel !== undefined && mayChange}
        onClose={close}
        onFocusBack={focusPage}
        testId="making"
      >
        {panel && <PanelKinds panel={panel} />}
        {panel === 'block' ? <BlockPanel me={me} /> : null}
        {panel && panel !== 'block' && (
          <NewPanel key={panel} me={me} isWalkIn={panel === 'walk-in'} />
        )}
      </SidePanel>
    </>
  );
}
