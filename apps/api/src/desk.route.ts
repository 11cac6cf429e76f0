import {
  applyDecorators,
  type CallHandler,
  type ExecutionContext,
  HttpCode,
  Injectable,
  type NestInterceptor,
  Post,
  UseInterceptors,
} from '@nestjs/common';
import { ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { DeskBookingDetail } from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import { tap, type Observable } from 'rxjs';
import { etagOf } from './edge/desk.decorator.ts';

/** The ETag is what the next change sends as If-Match. */
@Injectable()
class BookingTag implements NestInterceptor<DeskBookingDetail, DeskBookingDetail> {
  intercept(
    context: ExecutionContext,
    next: CallHandler<DeskBookingDetail>,
  ): Observable<DeskBookingDetail> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(tap(({ revision }) => void reply.header('etag', etagOf(revision))));
  }
}

/** Answers a booking as it now stands, with its ETag. */
export const AnswersBooking = (): MethodDecorator =>
  applyDecorators(
    UseInterceptors(BookingTag),
    ApiOkResponse({ standardSchema: DeskBookingDetail }),
  );

/** POST of something done to a booking, answered with the booking as it then stands. */
export const ActsOnBooking = (path: string): MethodDecorator =>
  applyDecorators(Post(path), HttpCode(200), AnswersBooking());

/** The same over the revision that was seen. */
export const ChangesBooking = (path: string): MethodDecorator =>
  applyDecorators(
    ActsOnBooking(path),
    ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the booking as seen' }),
  );
