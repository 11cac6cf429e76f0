import { createContext, use } from 'react';
import { isCode, ProblemError } from '../../api/problem.ts';
import { setupTexts as texts } from './setup.en.ts';

type FieldError = NonNullable<ProblemError['problem']['errors']>[number];

/** What the clinic said about the request as it was sent last. */
export const FormContext = createContext<readonly FieldError[]>([]);

export const errorsOf = (error: unknown): FieldError[] =>
  error instanceof ProblemError ? (error.problem.errors ?? []) : [];

/** The codes of shapes, said as a person would; rules bring a sentence of their own. */
function sentence({ code, message }: FieldError, range?: string): string {
  const [limit] = /\d+/.exec(message) ?? [];
  switch (code) {
    case 'TOO_SMALL':
      if (range) return range;
      return /array/.test(message) ? texts.atLeastOne : texts.fieldMissing;
    case 'TOO_BIG':
      return range ?? texts.tooLong(limit ?? '');
    case 'INVALID_TYPE':
      return texts.fieldMissing;
    case 'INVALID_FORMAT':
    case 'INVALID_VALUE':
    case 'INVALID_UNION':
      return /^invalid/i.test(message) ? texts.notRight : message;
    default:
      return message;
  }
}

/** What the clinic said about the field at `path`; `range` words its limits in the field's own unit. */
export function useFieldError(path: string, range?: string): string | undefined {
  const found = use(FormContext).find((error) => error.path === path);
  return found && sentence(found, range);
}

/** What was said about a field and about each part of it, already in words. */
export const useFieldErrors = (path: string): { path: string; message: string }[] =>
  use(FormContext)
    .filter((error) => error.path === path || error.path.startsWith(`${path}.`))
    .map((error) => ({ path: error.path, message: sentence(error) }));

export const sayError = (error: FieldError): string => sentence(error);

/** These have sentences of their own in the form. */
export const isSaidByForm = (error: unknown): boolean => isCode(error, 'PRECONDITION_FAILED');
