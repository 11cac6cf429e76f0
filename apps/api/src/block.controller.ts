import { Body, Controller, Delete, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiTags } from '@nestjs/swagger';
import { BlockService } from '@limber/booking';
import { BlockParams, BlockRequest, BlockView, ClinicParams } from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency, RequestId } from './edge/request-values.decorator.ts';

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/blocks')
export class BlockController {
  constructor(private readonly blocks: BlockService) {}

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: BlockView })
  async create(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Body({ schema: BlockRequest }) request: BlockRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<BlockView> {
    return this.blocks.create(clinicId, request, { staff, requestId }, asked);
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The block as seen' })
  async remove(
    @Param({ schema: BlockParams }) { id }: z.infer<typeof BlockParams>,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<void> {
    await this.blocks.remove(clinicId, id, revision, { staff, requestId });
  }
}
