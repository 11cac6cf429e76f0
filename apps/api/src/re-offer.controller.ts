import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ReOfferAnswerService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import { ReOfferAnswer, ReOfferPage, ReOfferTokenParams } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof ReOfferTokenParams>;

/** The client's answer to somebody else at the same time, through the signed link of the mail. */
@ApiTags('booking')
@Access('link_token')
@Controller('api/v1/clinics/:clinic/re-offers/:token')
export class ReOfferController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly answers: ReOfferAnswerService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ReOfferPage })
  async show(
    @Param({ schema: ReOfferTokenParams }) { clinic, token }: Params,
  ): Promise<ReOfferPage> {
    return this.answers.show(await this.clinics.resolve(clinic), token);
  }

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ReOfferPage })
  async answer(
    @Param({ schema: ReOfferTokenParams }) { clinic, token }: Params,
    @Body({ schema: ReOfferAnswer }) answer: ReOfferAnswer,
    @RequestId() requestId: string,
  ): Promise<ReOfferPage> {
    return this.answers.answer(await this.clinics.resolve(clinic), token, answer, requestId);
  }
}
