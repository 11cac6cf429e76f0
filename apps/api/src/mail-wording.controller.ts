import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import {
  ClinicParams,
  DeskMailWording,
  MailWordingChange,
  MailWordingDraft,
  MailWordingList,
  MailWordingParams,
  MailWordingPreview,
  type MailWordingSummary,
} from '@limber/contracts';
import { MailWordingService } from '@limber/messaging';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';

type One = z.infer<typeof MailWordingParams>;

/** A clinic's own words in its mails: the owner's alone. */
@ApiTags('desk')
@Access('staff', ['owner'])
@Controller('api/v1/clinics/:clinic/desk/mail-wordings')
export class MailWordingController {
  constructor(private readonly wordings: MailWordingService) {}

  @Get()
  @ApiOkResponse({ standardSchema: MailWordingList })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<MailWordingSummary[]> {
    return this.wordings.list(clinicId);
  }

  @Get(':kind')
  @ApiOkResponse({ standardSchema: DeskMailWording })
  async read(
    @Param({ schema: MailWordingParams }) { kind }: One,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskMailWording> {
    return this.wordings.read(clinicId, kind);
  }

  @Post(':kind/preview')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: MailWordingPreview })
  async preview(
    @Param({ schema: MailWordingParams }) { kind }: One,
    @Body({ schema: MailWordingDraft }) body: MailWordingDraft,
    @AtDesk() { clinicId }: Desk,
  ): Promise<MailWordingPreview> {
    return this.wordings.preview(clinicId, kind, body);
  }

  @Put(':kind')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen; "0" at first' })
  @ApiOkResponse({ standardSchema: DeskMailWording })
  async change(
    @Param({ schema: MailWordingParams }) { kind }: One,
    @Body({ schema: MailWordingChange }) body: MailWordingChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskMailWording> {
    return this.wordings.change(clinicId, { kind, version }, body, by);
  }
}
