import type { CalendarTrouble } from '@limber/contracts';

/** Why a calendar could not be read. Address, login and what was read are secrets: none is ever told. */
export class CalendarUnread extends Error {
  override readonly name = 'CalendarUnread';

  constructor(readonly code: CalendarTrouble) {
    super(code);
  }
}
