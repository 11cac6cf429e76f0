import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
import { ClinicParams, StrandedPreview } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';

/** What somebody agreed to leave without its place does not get out of sight. */
@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/stranded')
export class StrandedController {
  constructor(private readonly changes: StrandedService) {}

  /** Upcoming bookings without their place as the set-up stands now, also those made so on purpose. */
  @Get()
  @ApiOkResponse({ standardSchema: StrandedPreview })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<StrandedPreview> {
    return { stranded: await this.changes.list(clinicId) };
  }
}
