import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { OutcomeReportService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  OutcomeReport,
  OwnOutcomes,
  ReportParams,
  ReportQuery,
  TokenParams,
} from '@limber/contracts';
import { OutcomeService } from '@limber/followups';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';
import { RequestId } from './edge/request-values.decorator.ts';

/** A client's own answers over time, through their signed link. */
@ApiTags('follow-up')
@Access('link_token')
@Controller('api/v1/clinics/:clinic/outcomes/:token')
export class OutcomeController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly outcomes: OutcomeService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: OwnOutcomes })
  async show(
    @Param({ schema: TokenParams }) { clinic, token }: z.infer<typeof TokenParams>,
    @RequestId() requestId: string,
  ): Promise<OwnOutcomes> {
    return this.outcomes.show(await this.clinics.resolve(clinic), token, requestId);
  }
}

/** All answers together, for the owner: counts and spread, nobody by themselves. */
@ApiTags('desk')
@Access('staff', ['owner'])
@Controller('api/v1/clinics/:clinic/desk/reports/outcomes')
export class OutcomeReportController {
  constructor(private readonly reports: OutcomeReportService) {}

  @Get()
  @ApiOkResponse({ standardSchema: OutcomeReport })
  async report(
    @Param({ schema: ReportParams }) _: z.infer<typeof ReportParams>,
    @Query({ schema: ReportQuery }) range: z.infer<typeof ReportQuery>,
    @AtDesk() { clinicId, staff: { userId } }: Desk,
    @RequestId() requestId: string,
  ): Promise<OutcomeReport> {
    return this.reports.report(clinicId, range, { userId, requestId });
  }
}
