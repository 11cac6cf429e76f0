import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import type { ErrorCode } from '@limber/contracts';
import { AppError, type FieldError } from '@limber/kernel';

/** Runs a parameter's schema. A path that cannot be is an unknown thing; anything else names its fields. */
@Injectable()
export class SchemaPipe implements PipeTransform {
  async transform(value: unknown, { schema, type }: ArgumentMetadata): Promise<unknown> {
    if (!schema) return value;
    // No body at all arrives as null or undefined; a schema knows one "nothing".
    const result = await schema['~standard'].validate(value ?? undefined);
    const fields = result.issues ? result.issues.map(fieldOf) : unreadable(result.value);
    if (!result.issues && fields.length === 0) return result.value;
    if (type === 'param') throw new AppError<ErrorCode>('NOT_FOUND', { params: { what: 'page' } });
    throw new AppError<ErrorCode>('VALIDATION_FAILED', { fields });
  }
}

interface Issue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined;
}

const fieldOf = (issue: Issue): FieldError => ({
  path: (issue.path ?? [])
    .map((part) => String(typeof part === 'object' ? part.key : part))
    .join('.'),
  code: codeOf(issue),
  message: issue.message,
});

/** zod's own stable issue codes, upper case: INVALID_TYPE, TOO_SMALL, UNRECOGNIZED_KEYS... */
function codeOf(issue: object): string {
  const code = 'code' in issue ? issue.code : undefined;
  return typeof code === 'string' ? code.toUpperCase() : 'INVALID';
}

const HALF_A_PAIR = /\p{Surrogate}/u;

/** Text that no column can keep, whatever a schema says of it: with a NUL character or half a surrogate pair. */
function unreadable(value: unknown, path: readonly string[] = []): FieldError[] {
  if (typeof value === 'string') {
    const isText = !value.includes('\0') && !HALF_A_PAIR.test(value);
    return isText ? [] : [{ path: path.join('.'), code: 'UNREADABLE_TEXT', message: '' }];
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => unreadable(each, [...path, key]));
}
