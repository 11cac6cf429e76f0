import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClinicService } from '@limber/clinic';
import { RecommendationService } from '@limber/clients';
import { ClinicParams, RecommendationRequest, RecommendationView } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';

@ApiTags('recommendation')
@Access('public')
@Controller('api/v1/clinics/:clinic/recommendations')
export class RecommendationController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly recommendations: RecommendationService,
  ) {}

  @Post()
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: RecommendationView })
  async recommend(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
    @Body({ schema: RecommendationRequest }) request: RecommendationRequest,
  ): Promise<RecommendationView> {
    return this.recommendations.recommend(await this.clinics.resolve(clinic), request);
  }
}
