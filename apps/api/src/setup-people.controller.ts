import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
import { SetupPeopleService } from '@limber/clinic';
import {
  ClinicParams,
  DeskTherapist,
  DeskTherapistList,
  NewTherapist,
  SetupParams,
  SetupQuery,
  TherapistChange,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Replaces } from './setup.route.ts';

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
  @Creates(DeskTherapist)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewTherapist }) body: NewTherapist,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskTherapist>> {
    const how = asked(query, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.people.create(tx, body, by));
  }

  @Access('staff', ['owner'])
  @Replaces(DeskTherapist)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: TherapistChange }) body: TherapistChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskTherapist>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.people.change(tx, { id, version }, body, by),
    );
  }
}
