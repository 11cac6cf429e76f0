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
    if (!result.issues) return result.value;
    if (type === 'param') throw new AppError<ErrorCode>('NOT_FOUND', { params: { what: 'page' } });
    const fields: FieldError[] = result.issues.map((issue) => ({
      path: (issue.path ?? [])
        .map((part) => String(typeof part === 'object' ? part.key : part))
        .join('.'),
      code: codeOf(issue),
      message: issue.message,
    }));
    throw new AppError<ErrorCode>('VALIDATION_FAILED', { fields });
  }
}

/** zod's own stable issue codes, upper case: INVALID_TYPE, TOO_SMALL, UNRECOGNIZED_KEYS... */
function codeOf(issue: object): string {
  const code = 'code' in issue ? issue.code : undefined;
  return typeof code === 'string' ? code.toUpperCase() : 'INVALID';
}
