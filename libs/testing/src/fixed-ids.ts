import { Ids } from '@limber/kernel';

/** Ids that count, so that a failure reads the same twice. One per database: `space` keeps two apart. */
export class FixedIds extends Ids {
  private last = 0;

  constructor(private readonly space = 0) {
    super();
  }

  override uuid(): string {
    return `${hex(this.space, 8)}-0000-4000-8000-${hex(this.next(), 12)}`;
  }

  override secret(): string {
    return `secret-${hex(this.space, 8)}-${hex(this.next(), 27)}`;
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }
}

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
