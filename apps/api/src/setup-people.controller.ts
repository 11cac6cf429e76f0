import { Body, Controller, Get, Param, Post, Put, Query, Res } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { StrandedService } from '@limber/booking';
import { SetupPeopleService } from '@limber/clinic';
import {
  ClinicParams,
  DeskTherapist,
  DeskTherapistList,
  NewTherapist,
  SetupParams,
  SetupQuery,
  StrandedPreview,
  TherapistChange,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { answer, asked } from './setup.answer.ts';

type Params = z.infer<typeof ClinicParams>;
type One = z.infer<typeof SetupParams>;

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/therapists')
export class TherapistsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly people: SetupPeopleService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskTherapistList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskTherapist[]> {
    return this.people.list(clinicId);
  }

  @Access('staff', ['owner'])
  @Post()
  @ApiCreatedResponse({ standardSchema: DeskTherapist })
  @ApiOkResponse({ standardSchema: StrandedPreview, description: 'With preview=true' })
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewTherapist }) body: NewTherapist,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskTherapist | StrandedPreview> {
    const how = asked(query, { key, staff: by.staff });
    const made = await this.changes.change(clinicId, how, (tx) => this.people.create(tx, body, by));
    return answer(reply, made, 201);
  }

  @Access('staff', ['owner'])
  @Put(':id')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The version as seen' })
  @ApiOkResponse({ standardSchema: z.union([DeskTherapist, StrandedPreview]) })
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: TherapistChange }) body: TherapistChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskTherapist | StrandedPreview> {
    const changed = await this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.people.change(tx, { id, version }, body, by),
    );
    return answer(reply, changed);
  }
}
