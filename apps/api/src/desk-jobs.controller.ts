import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClinicParams, DeskJobs } from '@limber/contracts';
import { JobQueue, jobReport } from '@limber/jobs';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';

/** Whether the work behind the scenes gets done: numbers and times, nothing of anybody. */
@ApiTags('desk')
@Access('staff', ['owner'])
@Controller('api/v1/clinics/:clinic/desk/jobs')
export class DeskJobsController {
  constructor(
    private readonly source: DataSource,
    private readonly queue: JobQueue,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskJobs })
  async read(@Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>): Promise<DeskJobs> {
    return jobReport(this.source, this.queue);
  }
}
