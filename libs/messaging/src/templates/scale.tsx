import { mailTexts } from '../mail.en.ts';
import type { MailFormat } from '../mail-format.rules.ts';
import type { CheckInAsk, CheckInQuestion } from '../mail-view.ts';
import { Question, Quiet } from './parts.tsx';
import { whenExactly } from './template.ts';
import { scaleStyle } from './theme.ts';

const texts = mailTexts.checkIn;
/** Two halves: side by side on a wide page, one under the other on a phone. */
const HALVES = [
  [0, 1, 2, 3, 4, 5],
  [6, 7, 8, 9, 10],
] as const;

/** In the fragment, so that neither a server nor a mail scanner that opens links ever sees the answer. */
const FRAGMENT: Record<CheckInQuestion, string> = {
  soreness: 's',
  stiffness: 't',
  sleep: 'l',
  readiness: 'r',
};

const firstAsk = (ask: CheckInAsk): CheckInQuestion => ask.asks[0] ?? 'soreness';

/** "stiffness and sleep": what the page asks beside the row of the mail; null when nothing. */
function alsoAsked(ask: CheckInAsk, locale: string): string | null {
  const topics = ask.asks.slice(1).map((question) => texts.topic[question]);
  if (topics.length === 0) return null;
  return texts.andAlso(new Intl.ListFormat(locale, { type: 'conjunction' }).format(topics));
}

interface AskProps {
  ask: CheckInAsk;
  format: MailFormat;
  locale: string;
}

export function Scale({ ask, format, locale }: AskProps) {
  const question = firstAsk(ask);
  return (
    <>
      <Question>{texts.question[question]}</Question>
      <div style={scaleStyle.scale}>
        <Half values={HALVES[0]} ask={ask} label={texts.low[question]} align="left" />
        <Half values={HALVES[1]} ask={ask} label={texts.high[question]} align="right" />
      </div>
      <Quiet>{afterRow(ask, format, locale)}</Quiet>
    </>
  );
}

interface HalfProps {
  values: readonly number[];
  ask: CheckInAsk;
  label: string;
  align: 'left' | 'right';
}

/** Each half carries the label of its own end, so the labels stay at the ends when the row breaks. */
function Half({ values, ask, label, align }: HalfProps) {
  const key = FRAGMENT[firstAsk(ask)];
  return (
    <table role="presentation" border={0} cellPadding={0} cellSpacing={0} style={scaleStyle.half}>
      <tbody>
        <tr>
          {values.map((value) => (
            <td key={value} className="l-cell" style={scaleStyle.cell}>
              <a
                href={`${ask.url}#${key}=${value}`}
                aria-label={texts.answerLabel(value)}
                className="l-tap"
                style={scaleStyle.tap}
              >
                {value}
              </a>
            </td>
          ))}
        </tr>
        <tr>
          <td className="l-quiet" colSpan={values.length} align={align} style={scaleStyle.label}>
            {label}
          </td>
        </tr>
      </tbody>
    </table>
  );
}

const afterRow = (ask: CheckInAsk, format: MailFormat, locale: string): string =>
  [texts.next, alsoAsked(ask, locale), texts.until(whenExactly(format, ask.expiresAt))]
    .filter((sentence) => sentence !== null)
    .join(' ');

export function scaleText({ ask, format, locale }: AskProps): string[] {
  const question = firstAsk(ask);
  return [
    [texts.question[question], texts.textLow[question], texts.textHigh[question]].join('\n'),
    [texts.textOpen, ask.url].join('\n'),
    [texts.textNext, alsoAsked(ask, locale), texts.until(whenExactly(format, ask.expiresAt))]
      .filter((sentence) => sentence !== null)
      .join(' '),
  ];
}
