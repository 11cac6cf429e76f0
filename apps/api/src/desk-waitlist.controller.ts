import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { WaitlistDeskService } from '@limber/booking';
import {
  ClinicParams,
  DeskWaitlist,
  DeskWaitlistEntry,
  DeskWaitlistOffer,
  DeskWaitlistParams,
  DeskWaitlistQuery,
  type DeskWave,
  DeskWaves,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof ClinicParams>;
type EntryParams = z.infer<typeof DeskWaitlistParams>;

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/waitlist')
export class DeskWaitlistController {
  constructor(private readonly waitlist: WaitlistDeskService) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskWaitlist })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: DeskWaitlistQuery }) query: DeskWaitlistQuery,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskWaitlistEntry[]> {
    return this.waitlist.list(clinicId, query);
  }

  @Get('waves')
  @ApiOkResponse({ standardSchema: DeskWaves })
  async waves(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskWave[]> {
    return this.waitlist.listWaves(clinicId);
  }

  @Delete(':id')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The revision as an ETag: "1"' })
  @ApiOkResponse({ standardSchema: DeskWaitlistEntry })
  async remove(
    @Param({ schema: DeskWaitlistParams }) { id }: EntryParams,
    @IfMatch() revision: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskWaitlistEntry> {
    return this.waitlist.remove(clinicId, id, revision, by);
  }

  @Post(':id/offers')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: DeskWaitlistEntry })
  async offer(
    @Param({ schema: DeskWaitlistParams }) { id }: EntryParams,
    @Body({ schema: DeskWaitlistOffer }) chosen: DeskWaitlistOffer,
    @Idempotency() asked: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskWaitlistEntry> {
    return this.waitlist.offer(clinicId, id, chosen, by, asked);
  }
}
