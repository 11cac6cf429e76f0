import { Body, Controller, Get, HttpCode, Param, Post, Redirect, Req } from '@nestjs/common';
import { ApiOkResponse, ApiResponse, ApiTags } from '@nestjs/swagger';
import { CheckInBookingService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  AnswersDeleted,
  CheckInAnswer,
  CheckInOffers,
  CheckInResult,
  CheckInView,
  OffersRequest,
  TokenParams,
  UnsubscribeBody,
  UnsubscribeResult,
} from '@limber/contracts';
import { CheckInService, UnsubscribeService } from '@limber/followups';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { Idempotency, RequestId, visitOf } from './edge/request-values.decorator.ts';

@ApiTags('follow-up')
@Access('link_token')
@Controller('api/v1/clinics/:clinic')
export class CheckInController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly checkIns: CheckInService,
    private readonly rebooking: CheckInBookingService,
    private readonly unsubscribes: UnsubscribeService,
  ) {}

  @Get('check-ins/:token')
  @ApiOkResponse({ standardSchema: CheckInView })
  async show(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
  ): Promise<CheckInView> {
    return this.checkIns.show(await this.clinics.resolve(clinic), token);
  }

  @Post('check-ins/:token')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: CheckInResult })
  async answer(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @Body({ schema: CheckInAnswer }) answer: CheckInAnswer,
    @Idempotency() asked: IdempotentRequest | null,
    @Req() request: FastifyRequest,
  ): Promise<CheckInResult> {
    const clinicId = await this.clinics.resolve(clinic);
    const { book, ...alone } = answer;
    if (!book) return this.rebooking.answer(clinicId, token, alone, request.id);
    const visitor = { visit: visitOf(request), address: request.ip, requestId: request.id };
    return this.rebooking.answerAndBook(clinicId, token, { ...alone, book }, visitor, asked);
  }

  @Post('check-ins/:token/offers')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: CheckInOffers })
  async offers(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @Body({ schema: OffersRequest }) { soreness }: z.infer<typeof OffersRequest>,
  ): Promise<CheckInOffers> {
    return this.rebooking.offers(await this.clinics.resolve(clinic), token, soreness);
  }

  /** RFC 8058: mail programs POST here without a cookie or a person watching. */
  @Post('unsubscribe/:token')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: UnsubscribeResult })
  async unsubscribe(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @Body({ schema: UnsubscribeBody }) _: unknown,
    @RequestId() requestId: string,
  ): Promise<UnsubscribeResult> {
    return this.unsubscribes.unsubscribe(await this.clinics.resolve(clinic), token, requestId);
  }

  /** More than the link names: everything but bookings and safety. */
  @Post('unsubscribe/:token/all')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: UnsubscribeResult })
  async unsubscribeAll(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @RequestId() requestId: string,
  ): Promise<UnsubscribeResult> {
    return this.unsubscribes.unsubscribeAll(await this.clinics.resolve(clinic), token, requestId);
  }

  /** The same address, opened by a mail program that knows no one click: to the page that asks first. */
  @Get('unsubscribe/:token')
  @Redirect()
  @ApiResponse({ status: 302, description: 'The page that asks; nothing has changed' })
  askFirst(@Param({ schema: TokenParams }) { token }: z.infer<typeof TokenParams>): {
    url: string;
  } {
    return { url: `/unsubscribe/${token}` };
  }

  /** Withdraws the consent to check-ins and deletes what was answered to them. */
  @Post('unsubscribe/:token/delete-answers')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: AnswersDeleted })
  async deleteAnswers(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @RequestId() requestId: string,
  ): Promise<AnswersDeleted> {
    return this.unsubscribes.deleteAnswers(await this.clinics.resolve(clinic), token, requestId);
  }
}
