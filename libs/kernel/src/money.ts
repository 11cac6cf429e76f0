/** Integer minor units (pence, cents) with an ISO 4217 code. Never a float. */
export interface Money {
  amount: number;
  currency: string;
}
