import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** The tags a reader has already, weak or not; as many as a header line holds. */
export const IfNoneMatch = createParamDecorator(
  (_: unknown, context: ExecutionContext): string[] => {
    const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
    return (headers['if-none-match'] ?? '')
      .split(',')
      .map((each) => each.trim().replace(/^W\//, ''))
      .filter(Boolean);
  },
);
