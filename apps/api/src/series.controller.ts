import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { SeriesService } from '@limber/booking';
import {
  ClinicParams,
  SeriesCancelled,
  SeriesCancelRequest,
  SeriesParams,
  SeriesPreview,
  SeriesPreviewRequest,
  SeriesRequest,
  SeriesView,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency, RequestId } from './edge/request-values.decorator.ts';

@ApiTags('desk')
@Access('staff', ['front_desk', 'owner'])
@Controller('api/v1/clinics/:clinic/desk/series')
export class SeriesController {
  constructor(private readonly series: SeriesService) {}

  @Post('preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SeriesPreview })
  async preview(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Body({ schema: SeriesPreviewRequest }) request: SeriesPreviewRequest,
    @AtDesk() { clinicId }: Desk,
  ): Promise<SeriesPreview> {
    return this.series.preview(clinicId, request);
  }

  @Post()
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: SeriesView })
  async create(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Body({ schema: SeriesRequest }) request: SeriesRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<SeriesView> {
    return this.series.create(clinicId, request, { staff, requestId }, asked);
  }

  @Get(':id')
  @ApiOkResponse({ standardSchema: SeriesView })
  async read(
    @Param({ schema: SeriesParams }) { id }: z.infer<typeof SeriesParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<SeriesView> {
    return this.series.get(clinicId, id);
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @ApiHeader({ name: 'If-Match', required: true, description: 'The ETag of the visit named' })
  @ApiOkResponse({ standardSchema: SeriesCancelled })
  async cancel(
    @Param({ schema: SeriesParams }) { id }: z.infer<typeof SeriesParams>,
    @Body({ schema: SeriesCancelRequest }) request: SeriesCancelRequest,
    @IfMatch() revision: number,
    @AtDesk() { clinicId, staff }: Desk,
    @RequestId() requestId: string,
  ): Promise<SeriesCancelled> {
    return this.series.cancelRest(clinicId, id, request, { staff, requestId, revision });
  }
}
