import type { ReactNode } from 'react';
import { mailTexts } from '../mail.en.ts';
import { mailFormat, type MailFormat } from '../mail-format.rules.ts';
import type { MailView } from '../mail-view.ts';

/** One kind's mail, said twice from the same view: as a page and, equally good, as plain text. */
export interface MailTemplate<View extends MailView> {
  subject(view: View, format: MailFormat): string;
  preheader(view: View, format: MailFormat): string;
  Content: (props: { view: View; format: MailFormat }) => ReactNode;
  /** Paragraphs; the footer follows by itself. */
  text(view: View, format: MailFormat): string[];
}

export const formatOf = (view: MailView): MailFormat =>
  mailFormat(view.clinic.locale, view.timeZone);

/** "Tuesday 24 November, 18:00" */
export const when = (format: MailFormat, at: Date): string =>
  mailTexts.at(format.day(at), format.time(at));

/** The same with the zone's short name, where a deadline must not be misread. */
export const whenExactly = (format: MailFormat, at: Date): string =>
  mailTexts.at(format.day(at), format.timeWithZone(at));

export const hello = (firstName: string): string =>
  firstName.trim() === '' ? mailTexts.helloNobody : mailTexts.hello(firstName.trim());

export const telephone = (number: string): string => `tel:${number.replaceAll(/[^+\d]/g, '')}`;

/** A number that ends up on two lines is misread. */
export const unbroken = (number: string): string => number.replaceAll(' ', '\u00A0');
