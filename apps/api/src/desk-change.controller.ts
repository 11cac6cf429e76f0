import { Body, Controller, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DeskBookingService, DeskMoveService, DeskUndoService } from '@limber/booking';
import {
  DeskBookingDetail,
  DeskBookingParams,
  DeskLateRequest,
  DeskMoveRequest,
  DeskNoticeRequest,
} from '@limber/contracts';
import type { z } from 'zod';
import { ActsOnBooking, ChangesBooking } from './desk.route.ts';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';

type Params = z.infer<typeof DeskBookingParams>;

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

  @ChangesBooking('move')
  async move(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskMoveRequest }) request: DeskMoveRequest,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.moves.move(clinicId, { ...key, revision }, request);
    return this.desk.get(clinicId, key);
  }

  /** A therapist's too, for their own column. */
  @ChangesBooking('late')
  @Access('staff')
  async late(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskLateRequest }) request: DeskLateRequest,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.moves.late(clinicId, { ...key, revision }, request);
    return this.desk.get(clinicId, key);
  }

  @ChangesBooking('undo-cancel')
  async undoCancel(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.undos.undoCancel(clinicId, { ...key, revision });
    return this.desk.get(clinicId, key);
  }

  /** A visit state, so a therapist's too. Taken back twice it is taken back once. */
  @ActsOnBooking('undo-no-show')
  @Access('staff')
  async undoNoShow(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.undos.undoNoShow(clinicId, key);
    return this.desk.get(clinicId, key);
  }

  @ChangesBooking('notice')
  async notice(
    @Param({ schema: DeskBookingParams }) { reference }: Params,
    @Body({ schema: DeskNoticeRequest }) request: DeskNoticeRequest,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskBookingDetail> {
    const key = { reference, ...by };
    await this.undos.notice(clinicId, { ...key, revision }, request);
    return this.desk.get(clinicId, key);
  }
}
