import { setupTexts as texts } from './setup.en.ts';

interface Said {
  code: string;
  message: string;
}

/** What a field says in words of its own: of its limits, and of what it takes at all. */
export interface FieldWords {
  range?: string | undefined;
  shape?: string | undefined;
}

const asSentence = (message: string): string => {
  const whole = message.charAt(0).toUpperCase() + message.slice(1);
  return /[.?]$/.test(whole) ? whole : `${whole}.`;
};

/** The codes of shapes, said as a person would; rules bring a sentence of their own. */
export function fieldSentence({ code, message }: Said, { range, shape }: FieldWords = {}): string {
  const [limit] = /\d+/.exec(message) ?? [];
  switch (code) {
    case 'TOO_SMALL':
      if (range) return range;
      return message.includes('array') ? texts.atLeastOne : texts.fieldMissing;
    case 'TOO_BIG':
      return range ?? texts.tooLong(limit ?? '');
    case 'INVALID_TYPE':
      return shape ?? texts.fieldMissing;
    case 'INVALID_FORMAT':
    case 'INVALID_VALUE':
    case 'INVALID_UNION':
      return /^invalid/i.test(message) ? texts.notRight : asSentence(message);
    default:
      return asSentence(message);
  }
}
