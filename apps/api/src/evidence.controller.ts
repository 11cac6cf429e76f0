import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClinicService } from '@limber/clinic';
import { EvidenceService } from '@limber/clients';
import { ClaimParams, ClinicParams, EvidenceClaim, EvidenceView } from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';

@ApiTags('evidence')
@Access('public')
@Controller('api/v1/clinics/:clinic/evidence')
export class EvidenceController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly evidence: EvidenceService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: EvidenceView })
  async list(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
  ): Promise<EvidenceView> {
    return this.evidence.list(await this.clinics.resolve(clinic));
  }

  @Get(':claimId')
  @ApiOkResponse({ standardSchema: EvidenceClaim })
  async claim(
    @Param({ schema: ClaimParams }) { clinic, claimId }: z.infer<typeof ClaimParams>,
  ): Promise<EvidenceClaim> {
    return this.evidence.get(await this.clinics.resolve(clinic), claimId);
  }
}
