import type { MailPlaceholder, WordedMailKind } from '@limber/contracts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { MailView, MailVisit } from '../mail-view.ts';
import { houseWording } from '../mail-wording.en.ts';
import { isWorded, paragraphsOf, type WordingPart } from '../mail-wording.rules.ts';
import { Paragraph } from './parts.tsx';
import { hello, unbroken, when } from './template.ts';

/** A mail in which a clinic may say something in its own words. */
export type Worded = Extract<MailView, { kind: WordedMailKind }>;

export const isWordedMail = (view: MailView): view is Worded => isWorded(view.kind);

function valuesOf(view: Worded, format: MailFormat): Partial<Record<MailPlaceholder, string>> {
  const visit: Partial<MailVisit> = 'visit' in view ? view.visit : {};
  const service = 'service' in view ? view.service : visit.service;
  return {
    clientName: view.firstName.trim(),
    clinicName: view.clinic.name,
    clinicPhone: unbroken(view.clinic.phone),
    ...(visit.startsAt && { startsAt: when(format, visit.startsAt) }),
    ...(visit.therapist && { therapistName: visit.therapist }),
    ...(service && { serviceName: service }),
  };
}

const wordsOf = (view: Worded, format: MailFormat, part: WordingPart): string[] =>
  paragraphsOf(view.words?.[part] ?? houseWording[view.kind][part], valuesOf(view, format));

const Paragraphs = ({ lines }: { lines: string[] }) =>
  lines.map((line, index) => <Paragraph key={index}>{line}</Paragraph>);

interface Props {
  view: Worded;
  format: MailFormat;
}

/** What stands before everything that is fixed. */
export const openingText = (view: Worded, format: MailFormat): string[] =>
  wordsOf(view, format, 'opening');
export const Opening = ({ view, format }: Props) => (
  <Paragraphs lines={openingText(view, format)} />
);

export const greetingText = (view: Worded, format: MailFormat): string[] => [
  hello(view.firstName),
  ...openingText(view, format),
];
/** Who is meant, and the clinic's first words. */
export const Greeting = ({ view, format }: Props) => (
  <Paragraphs lines={greetingText(view, format)} />
);

/** The last words before the footer. */
export const closingText = (view: Worded, format: MailFormat): string[] =>
  wordsOf(view, format, 'closing');
export const Closing = ({ view, format }: Props) => (
  <Paragraphs lines={closingText(view, format)} />
);
