import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  DeskBookingService,
  type DeskKey,
  DeskMoveService,
  DeskUndoService,
} from '@limber/booking';
import {
  DeskBookingDetail,
  DeskBookingParams,
  DeskLateRequest,
  DeskMoveRequest,
  DeskNoticeRequest,
} from '@limber/contracts';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk, etagOf, IfMatch } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof DeskBookingParams>;
const seen = { name: 'If-Match', required: true, description: 'The ETag of the booking as seen' };

/** What staff change of a booking, each answered with the booking as it then stands. */
@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/bookings/:reference')
export class DeskChangeController {
  constructor(
    private readonly desk: DeskBookingService,
    private readonly moves: DeskMoveService,
    private readonly undos: DeskUndoService,
  ) {}

  @Post('move')
  @HttpCode(200)
  @ApiHeader(seen)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async move(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskMoveRequest }) request: DeskMoveRequest,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.moves.move(clinicId, { ...key, revision }, request);
    return this.answer(clinicId, key, reply);
  }

  /** A therapist's too, for their own column. */
  @Post('late')
  @HttpCode(200)
  @Access('staff')
  @ApiHeader(seen)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async late(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskLateRequest }) request: DeskLateRequest,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.moves.late(clinicId, { ...key, revision }, request);
    return this.answer(clinicId, key, reply);
  }

  @Post('undo-cancel')
  @HttpCode(200)
  @ApiHeader(seen)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async undoCancel(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.undos.undoCancel(clinicId, { ...key, revision });
    return this.answer(clinicId, key, reply);
  }

  /** A visit state, so a therapist's too. Taken back twice it is taken back once. */
  @Post('undo-no-show')
  @HttpCode(200)
  @Access('staff')
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async undoNoShow(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.undos.undoNoShow(clinicId, key);
    return this.answer(clinicId, key, reply);
  }

  @Post('notice')
  @HttpCode(200)
  @ApiHeader(seen)
  @ApiOkResponse({ standardSchema: DeskBookingDetail })
  async notice(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskNoticeRequest }) request: DeskNoticeRequest,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const key = { reference, staff, requestId };
    await this.undos.notice(clinicId, { ...key, revision }, request);
    return this.answer(clinicId, key, reply);
  }

  private async answer(
    clinicId: string,
    key: DeskKey,
    reply: FastifyReply,
  ): Promise<DeskBookingDetail> {
    const detail = await this.desk.get(clinicId, key);
    void reply.header('etag', etagOf(detail.revision));
    return detail;
  }
}
