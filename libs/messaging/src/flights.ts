import type { Place } from './send-window.ts';

/**
 * The mails of one batch that are under way. Nobody waits for one that hangs: it flies on, in the hands of `hangs`.
 * Counted, not raced: at thousands a second each promise more would be felt.
 */
export class Flights {
  private waitedFor: number;
  private flying: number;
  private readonly faults: unknown[] = [];
  private end: () => void = () => undefined;

  constructor(
    count: number,
    private readonly hangs: (flight: Promise<void>) => void,
    private readonly allLanded: () => void,
  ) {
    this.waitedFor = count;
    this.flying = count;
    if (count === 0) allLanded();
  }

  /** `goOn` is called should it hang. */
  add(flight: Promise<void>, place: Place, goOn: () => void): void {
    let isWaitedFor = true;
    const over = () => {
      isWaitedFor = false;
      this.waitedFor -= 1;
      if (this.waitedFor === 0) this.end();
    };
    const landed = () => {
      this.flying -= 1;
      if (this.flying === 0) this.allLanded();
      if (isWaitedFor) over();
    };
    place.onHang = () => {
      over();
      goOn();
      this.hangs(flight);
    };
    flight.then(landed, (fault: unknown) => {
      // Else it is told to `hangs`.
      if (isWaitedFor) this.faults.push(fault);
      landed();
    });
  }

  /** Once each of them was added: until each is written down or hangs. Throws the first fault of writing down. */
  async ended(): Promise<void> {
    if (this.waitedFor > 0) await new Promise<void>((resolve) => (this.end = resolve));
    if (this.faults.length > 0) throw this.faults[0];
  }
}
