import { type Format, formatFor } from '../ui/format.ts';
import { summaryTexts } from './summary.en.ts';

/** The same moment on the viewer's wall, when that differs from the clinic's. */
export function yourTime(at: string, format: Format): string | null {
  const own = formatFor(format.locale, Intl.DateTimeFormat().resolvedOptions().timeZone);
  return own.moment(at) === format.moment(at) ? null : summaryTexts.yourTime(own.shortMoment(at));
}
