import { Body, Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
import { SetupServicesService } from '@limber/clinic';
import {
  ClinicParams,
  DeskPolicies,
  DeskService,
  DeskServiceList,
  NewService,
  PoliciesChange,
  ServiceChange,
  SetupParams,
  SetupQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import {
  ActsAtDesk,
  AtDesk,
  type Desk,
  type DeskAct,
  etagOf,
  IfMatch,
} from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Replaces } from './setup.route.ts';

type Params = z.infer<typeof ClinicParams>;
type One = z.infer<typeof SetupParams>;

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/services')
export class ServicesController {
  constructor(
    private readonly changes: StrandedService,
    private readonly services: SetupServicesService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskServiceList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskService[]> {
    return this.services.list(clinicId);
  }

  @Access('staff', ['owner'])
  @Creates(DeskService)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewService }) body: NewService,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskService>> {
    const how = asked(query, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.services.create(tx, body, by));
  }

  @Access('staff', ['owner'])
  @Replaces(DeskService)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: ServiceChange }) body: ServiceChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskService>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.services.change(tx, { id, version }, body, by),
    );
  }
}

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/policies')
export class PoliciesController {
  constructor(
    private readonly changes: StrandedService,
    private readonly services: SetupServicesService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskPolicies })
  async read(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DeskPolicies> {
    const policies = await this.services.policies(clinicId);
    void reply.header('etag', etagOf(policies.version));
    return policies;
  }

  /** All of them at once; what is booked keeps the terms it was booked under. */
  @Access('staff', ['owner'])
  @Replaces(DeskPolicies, '')
  async change(
    @Param({ schema: ClinicParams }) _: Params,
    @Body({ schema: PoliciesChange }) body: PoliciesChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskPolicies>> {
    const how = asked({ preview: 'false' });
    return this.changes.change(clinicId, how, (tx) =>
      this.services.changePolicies(tx, version, body, by),
    );
  }
}
