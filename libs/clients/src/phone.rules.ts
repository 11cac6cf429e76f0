import {
  type CountryCode,
  isSupportedCountry,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

/**
 * What a person typed -> E.164, read as a number of the clinic's country; null when it cannot be one.
 * "Possible" rather than "valid": a clinic must not turn a client away over a number plan that changed.
 */
export function toE164(typed: string, country: string): string | null {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  const number = parsePhoneNumberFromString(typed, home);
  return number?.isPossible() ? number.number : null;
}
