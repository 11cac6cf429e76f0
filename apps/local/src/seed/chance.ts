import { createHash } from 'node:crypto';

/** Dice that fall the same way for the same name: the demo's days are invented, but always alike. */
export class Chance {
  private state: number;

  constructor(...name: (string | number)[]) {
    this.state = createHash('sha256').update(name.join('|')).digest().readUInt32BE();
  }

  /** 0 <= x < 1 (mulberry32) */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  isLucky(share: number): boolean {
    return this.next() < share;
  }

  pick<Item>(items: readonly Item[]): Item | undefined {
    return items[Math.floor(this.next() * items.length)];
  }

  /** One of the items, each as likely as its weight; undefined when nothing weighs anything. */
  weigh<Item>(items: readonly Item[], weight: (item: Item) => number): Item | undefined {
    const weights = items.map(weight);
    let left = this.next() * weights.reduce((sum, each) => sum + each, 0);
    return items.find((_, i) => {
      const own = weights[i] ?? 0;
      left -= own;
      return own > 0 && left < 0;
    });
  }

  /** About ±1.7 spreads: the sum of three dice is close enough to a bell. */
  noise(spread: number): number {
    return (this.next() + this.next() + this.next() - 1.5) * 2 * spread;
  }
}
