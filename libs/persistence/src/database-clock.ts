import { Clock } from '@limber/kernel';

/** Follows app_now(): every transaction tells it the database's time, so api, worker and SQL agree. */
export class DatabaseClock extends Clock {
  private aheadMs = 0;

  observe(databaseNow: Date): void {
    this.aheadMs = databaseNow.getTime() - Date.now();
  }

  override now(): Date {
    return new Date(Date.now() + this.aheadMs);
  }
}
