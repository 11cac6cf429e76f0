import { Body, Controller, Delete, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { HoldService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import { ClinicParams, HoldExtension, HoldParams, HoldRequest, HoldView } from '@limber/contracts';
import { Ids } from '@limber/kernel';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { HoldToken, Idempotency, visitCookie, visitOf } from './edge/request-values.decorator.ts';

@ApiTags('booking')
@Controller('api/v1/clinics/:clinic/holds')
export class HoldController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly holds: HoldService,
    private readonly ids: Ids,
  ) {}

  @Post()
  @Access('public')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: HoldView })
  async hold(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
    @Body({ schema: HoldRequest }) body: HoldRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<HoldView> {
    const known = visitOf(request);
    const visit = known ?? this.ids.secret();
    const clinicId = await this.clinics.resolve(clinic);
    const visitor = { visit, isNewVisit: !known, address: request.ip, requestId: request.id };
    const hold = await this.holds.hold(clinicId, body, visitor, asked);
    if (!known) {
      void reply.header('set-cookie', visitCookie(visit, request.protocol === 'https'));
    }
    return hold;
  }

  @Post(':id/extend')
  @HttpCode(200)
  @Access('hold_token')
  @ApiHeader({ name: 'Hold-Token', required: true })
  @ApiOkResponse({ standardSchema: HoldExtension })
  async extend(
    @Param({ schema: HoldParams }) { clinic, id }: z.infer<typeof HoldParams>,
    @HoldToken() token: string,
  ): Promise<z.infer<typeof HoldExtension>> {
    return this.holds.extend(await this.clinics.resolve(clinic), id, token);
  }

  @Delete(':id')
  @HttpCode(204)
  @Access('hold_token')
  @ApiHeader({ name: 'Hold-Token', required: true })
  async release(
    @Param({ schema: HoldParams }) { clinic, id }: z.infer<typeof HoldParams>,
    @HoldToken() token: string,
  ): Promise<void> {
    await this.holds.release(await this.clinics.resolve(clinic), id, token);
  }
}
