import { createContext, use } from 'react';
import { isCode, ProblemError } from '../../api/problem.ts';
import { fieldSentence, type FieldWords } from './field.rules.ts';

type FieldError = NonNullable<ProblemError['problem']['errors']>[number];

/** What the clinic said about the request as it was sent last. */
export const FormContext = createContext<readonly FieldError[]>([]);

export const errorsOf = (error: unknown): FieldError[] =>
  error instanceof ProblemError ? (error.problem.errors ?? []) : [];

/** What the clinic said about the field at `path`, in the field's own words where it has any. */
export function useFieldError(path: string, words?: FieldWords): string | undefined {
  const found = use(FormContext).find((error) => error.path === path);
  return found && fieldSentence(found, words);
}

/** What was said about a field and about each part of it, already in words. */
export const useFieldErrors = (path: string): { path: string; message: string }[] =>
  use(FormContext)
    .filter((error) => error.path === path || error.path.startsWith(`${path}.`))
    .map((error) => ({ path: error.path, message: fieldSentence(error) }));

export const sayError = (error: FieldError): string => fieldSentence(error);

/** These have sentences of their own in the form. */
export const isSaidByForm = (error: unknown): boolean => isCode(error, 'PRECONDITION_FAILED');
