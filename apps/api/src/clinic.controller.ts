import { Controller, Get, Param } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { ClinicService, SetupRoomsService } from '@limber/clinic';
import {
  ClinicList,
  ClinicParams,
  ClinicView,
  type DeskRoom,
  DeskRoomList,
  ServiceList,
  TherapistList,
} from '@limber/contracts';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { AtDesk, type Desk } from './edge/desk.decorator.ts';

@ApiTags('clinic')
@Access('public')
@Controller('api/v1/clinics')
export class ClinicController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly rooms: SetupRoomsService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: ClinicList })
  list(): Promise<z.infer<typeof ClinicList>> {
    return this.clinics.listListed();
  }

  @Get(':clinic')
  @ApiOkResponse({ standardSchema: ClinicView })
  async describe(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
  ): Promise<ClinicView> {
    return this.clinics.describe(await this.clinics.resolve(clinic));
  }

  @Get(':clinic/services')
  @ApiOkResponse({ standardSchema: ServiceList })
  async services(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
  ): Promise<z.infer<typeof ServiceList>> {
    return this.clinics.listServices(await this.clinics.resolve(clinic));
  }

  @Get(':clinic/therapists')
  @ApiOkResponse({ standardSchema: TherapistList })
  async therapists(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
  ): Promise<z.infer<typeof TherapistList>> {
    return this.clinics.listTherapists(await this.clinics.resolve(clinic));
  }

  /** Whoever works here may know where. */
  @Get(':clinic/rooms')
  @Access('staff')
  @ApiOkResponse({ standardSchema: DeskRoomList })
  async listRooms(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @AtDesk() { clinicId }: Desk,
  ): Promise<DeskRoom[]> {
    return this.rooms.list(clinicId);
  }
}
