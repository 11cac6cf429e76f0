import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { ErrorCode, Staff } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { FastifyRequest } from 'fastify';

/** Whom the guard let in, and to which clinic. */
export interface Desk {
  clinicId: string;
  staff: Staff;
}

/** Beside the request, not on it: nothing that was sent can end up here. */
const admitted = new WeakMap<FastifyRequest, Desk>();

export const admitToDesk = (request: FastifyRequest, desk: Desk): void => {
  admitted.set(request, desk);
};

/** Only on `staff` routes; anywhere else it fails. */
export const AtDesk = createParamDecorator((_: unknown, context: ExecutionContext): Desk => {
  const desk = admitted.get(context.switchToHttp().getRequest<FastifyRequest>());
  if (!desk) throw new AppError<ErrorCode>('UNAUTHENTICATED');
  return desk;
});

/** Who changes something, and in which request: what an audit row names. */
export interface DeskAct {
  clinicId: string;
  by: { staff: Staff; requestId: string };
}

/** Only on `staff` routes, as AtDesk. */
export const ActsAtDesk = createParamDecorator((_: unknown, context: ExecutionContext): DeskAct => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const desk = admitted.get(request);
  if (!desk) throw new AppError<ErrorCode>('UNAUTHENTICATED');
  return { clinicId: desk.clinicId, by: { staff: desk.staff, requestId: request.id } };
});

const ETAG = /^"(\d{1,9})"$/;

/** The revision in If-Match: 428 without, 412 when it can be none of ours. */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): number => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>();
  const sent = headers['if-match'];
  if (sent === undefined) throw new AppError<ErrorCode>('PRECONDITION_REQUIRED');
  const revision = ETAG.exec(sent.trim())?.[1];
  if (revision === undefined) throw new AppError<ErrorCode>('PRECONDITION_FAILED');
  return Number(revision);
});

export const etagOf = (revision: number): string => `"${revision}"`;
