import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import {
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import { CalendarFeedService } from '@limber/booking';
import { ClinicService } from '@limber/clinic';
import {
  BookingParams,
  CalendarFeedMade,
  CalendarFeedParams,
  CalendarFileParams,
  ClinicParams,
  DeskCalendarFeeds,
  LinkTokenQuery,
  NewCalendarFeed,
  OwnCalendarFeed,
} from '@limber/contracts';
import { sha256 } from '@limber/persistence';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { ActsAtDesk, type DeskAct } from './edge/desk.decorator.ts';
import { IfNoneMatch } from './edge/if-none-match.decorator.ts';
import { LinkToken, RequestId } from './edge/request-values.decorator.ts';

/** What calendar programs ask every half an hour: the secret stands in the address, as they can do no other. */
@ApiTags('calendars')
@Controller('api/v1/clinics/:clinic/calendars/:file')
export class CalendarFileController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly feeds: CalendarFeedService,
  ) {}

  @Get()
  @Access('link_token')
  @ApiProduces('text/calendar')
  async read(
    @Param({ schema: CalendarFileParams }) { clinic, file }: z.infer<typeof CalendarFileParams>,
    @IfNoneMatch() seen: string[],
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const clinicId = await this.clinics.resolve(clinic);
    const content = await this.feeds.read(clinicId, file.replace(/\.ics$/, ''));
    const tag = `"${sha256(content).slice(0, 32)}"`;
    void reply.headers({
      etag: tag,
      'cache-control': 'private, max-age=300',
      'content-type': 'text/calendar; charset=utf-8',
      'x-robots-tag': 'noindex',
    });
    if (!seen.includes(tag)) return content;
    void reply.status(304);
    return '';
  }
}

type OwnParams = z.infer<typeof BookingParams>;
type Linked = z.infer<typeof LinkTokenQuery>;

/** A client's own, behind the link of any of their bookings. */
@ApiTags('calendars')
@Access('link_token')
@ApiHeader({ name: 'Link-Token', required: false })
@Controller('api/v1/clinics/:clinic/bookings/:reference/calendar-feed')
export class OwnCalendarFeedController {
  constructor(
    private readonly clinics: ClinicService,
    private readonly feeds: CalendarFeedService,
  ) {}

  @Get()
  @ApiOkResponse({ standardSchema: OwnCalendarFeed })
  async read(
    @Param({ schema: BookingParams }) { clinic, reference }: OwnParams,
    @Query({ schema: LinkTokenQuery }) _: Linked,
    @LinkToken() token: string,
  ): Promise<OwnCalendarFeed> {
    return this.feeds.ownOf(await this.clinics.resolve(clinic), { reference, token });
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: OwnCalendarFeed })
  async create(
    @Param({ schema: BookingParams }) { clinic, reference }: OwnParams,
    @Query({ schema: LinkTokenQuery }) _: Linked,
    @LinkToken() token: string,
    @RequestId() requestId: string,
  ): Promise<OwnCalendarFeed> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.feeds.createOwn(clinicId, { reference, token }, requestId);
  }

  @Delete()
  @ApiOkResponse({ standardSchema: OwnCalendarFeed })
  async revoke(
    @Param({ schema: BookingParams }) { clinic, reference }: OwnParams,
    @Query({ schema: LinkTokenQuery }) _: Linked,
    @LinkToken() token: string,
    @RequestId() requestId: string,
  ): Promise<OwnCalendarFeed> {
    const clinicId = await this.clinics.resolve(clinic);
    return this.feeds.revokeOwn(clinicId, { reference, token }, requestId);
  }
}

/** Therapists', made by themselves or by the office. */
@ApiTags('desk')
@Access('staff')
@Controller('api/v1/clinics/:clinic/desk/calendar-feeds')
export class DeskCalendarFeedController {
  constructor(private readonly feeds: CalendarFeedService) {}

  @Get()
  @ApiOkResponse({ standardSchema: DeskCalendarFeeds })
  async list(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<DeskCalendarFeeds> {
    return this.feeds.list(clinicId, by);
  }

  @Post()
  @ApiCreatedResponse({ standardSchema: CalendarFeedMade })
  async create(
    @Param({ schema: ClinicParams }) _: z.infer<typeof ClinicParams>,
    @Body({ schema: NewCalendarFeed }) wanted: NewCalendarFeed,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<CalendarFeedMade> {
    return this.feeds.create(clinicId, wanted, by);
  }

  @Post(':id/revoke')
  @HttpCode(204)
  async revoke(
    @Param({ schema: CalendarFeedParams }) { id }: z.infer<typeof CalendarFeedParams>,
    @ActsAtDesk() { clinicId, by }: DeskAct,
  ): Promise<void> {
    await this.feeds.revoke(clinicId, id, by);
  }
}
