import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AvailabilityService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import { AvailabilityQuery, AvailabilityView, ClinicParams } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';

@ApiTags('booking')
@Access('public')
@Controller('api/v1/clinics/:clinic/availability')
export class AvailabilityController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly availability: AvailabilityService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: AvailabilityView })
  async list(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
    @Query({ schema: AvailabilityQuery }) query: AvailabilityQuery,
  ): Promise<AvailabilityView> {
    return this.availability.list(await this.clinics.resolve(clinic), query);
  }
}
