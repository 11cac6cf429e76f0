import { Body, Controller, Get, Header, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { WaitlistOfferService, WaitlistService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  BookingParams,
  ClinicParams,
  LinkTokenQuery,
  WaitlistAccept,
  WaitlistChange,
  WaitlistDecline,
  WaitlistEntryView,
  WaitlistJoined,
  WaitlistMoveRequest,
  WaitlistOfferPage,
  WaitlistRequest,
  WaitlistTokenParams,
} from '@limber/contracts';
import type { IdempotentRequest } from '@limber/persistence';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { IfMatch } from './edge/desk.decorator.ts';
import { Idempotency, LinkToken, RequestId } from './edge/request-values.decorator.ts';

type Params = z.infer<typeof WaitlistTokenParams>;

/** A place on the list: joining needs nothing, the rest the signed link of its mail. */
@ApiTags('waitlist')
@Controller('api/v1/clinics/:clinic')
export class WaitlistController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly waitlist: WaitlistService,
  ) {}

  @Post('waitlist')
  @Access('public')
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: WaitlistJoined })
  async join(
    @Param({ schema: ClinicParams }) { clinic }: z.infer<typeof ClinicParams>,
    @Body({ schema: WaitlistRequest }) request: WaitlistRequest,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<WaitlistJoined> {
    return this.waitlist.join(await this.clinics.resolve(clinic), request, asked, requestId);
  }

  @Post('bookings/:reference/waitlist')
  @Access('link_token')
  @ApiHeader({ name: 'Link-Token', required: false })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiCreatedResponse({ standardSchema: WaitlistJoined })
  async joinToMove(
    @Param({ schema: BookingParams }) { clinic, reference }: z.infer<typeof BookingParams>,
    @Query({ schema: LinkTokenQuery }) _: z.infer<typeof LinkTokenQuery>,
    @Body({ schema: WaitlistMoveRequest }) wish: WaitlistMoveRequest,
    @LinkToken() token: string,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<WaitlistJoined> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.waitlist.joinToMove(clinicId, { reference, token }, wish, asked, requestId);
  }

  @Get('waitlist/:token')
  @Access('link_token')
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ standardSchema: WaitlistEntryView })
  async read(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
  ): Promise<WaitlistEntryView> {
    return this.waitlist.get(await this.clinics.resolve(clinic), token);
  }

  @Patch('waitlist/:token')
  @Access('link_token')
  @ApiHeader({ name: 'If-Match', required: true, description: 'The revision as an ETag: "1"' })
  @ApiOkResponse({ standardSchema: WaitlistEntryView })
  async change(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
    @Body({ schema: WaitlistChange }) wish: WaitlistChange,
    @IfMatch() revision: number,
    @RequestId() requestId: string,
  ): Promise<WaitlistEntryView> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.waitlist.change(clinicId, token, revision, wish, requestId);
  }

  @Post('waitlist/:token/leave')
  @HttpCode(200)
  @Access('link_token')
  @ApiOkResponse({ standardSchema: WaitlistEntryView })
  async leave(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
    @RequestId() requestId: string,
  ): Promise<WaitlistEntryView> {
    return this.waitlist.leave(await this.clinics.resolve(clinic), token, requestId);
  }
}

/** A time that is offered, through the signed link of its mail. Reading it changes nothing. */
@ApiTags('waitlist')
@Access('link_token')
@Controller('api/v1/clinics/:clinic/waitlist-offers/:token')
export class WaitlistOfferController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly offers: WaitlistOfferService,
  ) {}

  @Get()
  @Header('Cache-Control', 'no-store')
  @ApiOkResponse({ standardSchema: WaitlistOfferPage })
  async show(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
  ): Promise<WaitlistOfferPage> {
    return this.offers.show(await this.clinics.resolve(clinic), token);
  }

  @Post('accept')
  @HttpCode(200)
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  @ApiOkResponse({ standardSchema: WaitlistOfferPage })
  async accept(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
    @Body({ schema: WaitlistAccept }) answer: WaitlistAccept,
    @Idempotency() asked: IdempotentRequest | null,
    @RequestId() requestId: string,
  ): Promise<WaitlistOfferPage> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.offers.accept(clinicId, token, answer, asked, requestId);
  }

  @Post('decline')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: WaitlistOfferPage })
  async decline(
    @Param({ schema: WaitlistTokenParams }) { clinic, token }: Params,
    @Body({ schema: WaitlistDecline }) answer: WaitlistDecline,
    @RequestId() requestId: string,
  ): Promise<WaitlistOfferPage> {
    return this.offers.decline(await this.clinics.resolve(clinic), token, answer, requestId);
  }
}
