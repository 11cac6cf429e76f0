import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CallBackParams, CallBacks, ClinicParams } from '@limber/contracts';
import { CallBackService } from '@limber/followups';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

/** Whom to phone after a visit, and nothing of why. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/call-backs')
export class DeskCallBackController {
  constructor(private readonly callBacks: CallBackService) {}

  @Get()
  @ApiOkResponse({ standardSchema: CallBacks })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<CallBacks> {
    return this.callBacks.list(clinicId);
  }

  @Post(':id/done')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: CallBacks })
  async done(
    @Param({ schema: CallBackParams }) { id }: z.infer<typeof CallBackParams>,
    @AtDesk() { clinicId, staff: { userId } }: Desk,
    @RequestId() requestId: string,
  ): Promise<CallBacks> {
    return this.callBacks.finish(clinicId, id, { userId, requestId });
  }
}
