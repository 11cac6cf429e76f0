import type { ClinicPolicies } from './policies.contract.ts';

/** The booking rules as a client reads them. */
export function policiesInWords(policies: ClinicPolicies): string[] {
  const words = [
    `Book from ${policies.noticeMin} minutes to ${policies.horizonDays} days ahead.`,
    `A time you pick is kept for you for ${policies.holdMin} minutes.`,
  ];
  if (policies.lateCancellationFeePercent > 0) {
    words.push(
      `Cancelling is free until ${policies.freeCancellationHours} hours before the first booked start, and always within ${policies.undoMin} minutes of booking.`,
      `Cancelling later costs ${policies.lateCancellationFeePercent}% of the price.`,
    );
  } else {
    words.push('Cancelling is free until the session starts.');
  }
  words.push(movesInWords(policies));
  if (policies.sameDayCutoff) {
    words.push(`Times on the same day are sold until ${policies.sameDayCutoff}.`);
  }
  const { quietFrom, quietUntil } = policies;
  words.push(
    `Reminders and mails after a visit are not sent between ${quietFrom} and ${quietUntil} on your clock.`,
  );
  return words;
}

const times = (count: number): string =>
  count === 1 ? 'once' : count === 2 ? 'twice' : `${count} times`;

function movesInWords(policies: ClinicPolicies): string {
  const { clientMoves, lateCancellationFeePercent, freeCancellationHours, lateMove } = policies;
  if (clientMoves === 0) return 'To move a booking, phone us.';
  const how = `A booking can be moved ${times(clientMoves)} online`;
  if (lateCancellationFeePercent === 0) return `${how}, until the session starts.`;
  const late = `${freeCancellationHours} hours before the first booked start`;
  return lateMove === 'fee'
    ? `${how}: free until ${late}, later for ${lateCancellationFeePercent}% of the price.`
    : `${how}, until ${late}.`;
}
