import { Body, Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { type Changed, StrandedService } from '@limber/booking';
import { SetupPlacesService } from '@limber/clinic';
import {
  ClinicParams,
  DeskHoliday,
  DeskHolidayList,
  DeskLocation,
  DeskLocationList,
  HolidayQuery,
  LocationChange,
  NewHoliday,
  NewLocation,
  SetupParams,
  SetupQuery,
  SetupRemovalQuery,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, AtDesk, type Desk, type DeskAct, IfMatch } from './edge/desk.decorator.ts';
import { Idempotency } from './edge/request-values.decorator.ts';
import { asked, Creates, Replaces, Removes } from './setup.route.ts';

type Params = z.infer<typeof ClinicParams>;
type One = z.infer<typeof SetupParams>;

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/locations')
export class LocationsController {
  constructor(
    private readonly changes: StrandedService,
    private readonly places: SetupPlacesService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskLocationList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskLocation[]> {
    return this.places.listLocations(clinicId);
  }

  @Access('staff', ['owner'])
  @Creates(DeskLocation)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewLocation }) body: NewLocation,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskLocation>> {
    const how = asked(query, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.places.createLocation(tx, body, by));
  }

  @Access('staff', ['owner'])
  @Replaces(DeskLocation)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: LocationChange }) body: LocationChange,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskLocation>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.places.changeLocation(tx, { id, version }, body, by),
    );
  }
}

@ApiTags('desk set-up')
@Access('staff', ['owner', 'front_desk'])
@Controller('api/v1/clinics/:clinic/desk/holidays')
export class HolidaysController {
  constructor(
    private readonly changes: StrandedService,
    private readonly places: SetupPlacesService,
  ) {}

  @Access('staff')
  @Get()
  @ApiOkResponse({ standardSchema: DeskHolidayList })
  async list(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: HolidayQuery }) query: HolidayQuery,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskHoliday[]> {
    return this.places.listHolidays(clinicId, query);
  }

  @Creates(DeskHoliday)
  async create(
    @Param({ schema: ClinicParams }) _: Params,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewHoliday }) body: NewHoliday,
    @Idempotency() key: IdempotentRequest | null,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskHoliday>> {
    const how = asked({ ...query, acceptStranded: body.acceptStranded }, { key, staff: by.staff });
    return this.changes.change(clinicId, how, (tx) => this.places.createHoliday(tx, body, by));
  }

  @Replaces(DeskHoliday)
  async change(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupQuery }) query: SetupQuery,
    @Body({ schema: NewHoliday }) body: NewHoliday,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<DeskHoliday>> {
    return this.changes.change(
      clinicId,
      asked({ ...query, acceptStranded: body.acceptStranded }),
      (tx) => this.places.changeHoliday(tx, { id, version }, body, by),
    );
  }

  @Removes()
  async remove(
    @Param({ schema: SetupParams }) { id }: One,
    @Query({ schema: SetupRemovalQuery }) query: SetupRemovalQuery,
    @IfMatch() version: number,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<Changed<void>> {
    return this.changes.change(clinicId, asked(query), (tx) =>
      this.places.removeHoliday(tx, { id, version }, by),
    );
  }
}
