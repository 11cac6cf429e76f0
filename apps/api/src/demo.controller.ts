import { Body, Controller, Get, HttpCode, Inject, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { Config } from '@limber/config';
import {
  ClockAdvance,
  ClockView,
  type ErrorCode,
  MailboxQuery,
  MailboxView,
} from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { sqlState } from '@limber/persistence';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';
import { CONFIG } from './edge/config.token.ts';

const CATCHER_TIMEOUT_MS = 5000;
/** Raised by advance_clock() itself, and by durations PostgreSQL cannot hold. */
const REFUSED_BY_CLOCK = new Set(['LB001', '22008', '22015']);

@ApiTags('demo')
@Access('demo')
@Controller('api/v1/demo')
export class DemoController {
  constructor(
    private readonly dataSource: DataSource,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('clock')
  @ApiOkResponse({ standardSchema: ClockView })
  async now(): Promise<z.infer<typeof ClockView>> {
    const [row] = await this.dataSource.query<{ now: Date }[]>('SELECT app_now() AS now');
    return { now: (row?.now ?? new Date(0)).toISOString() };
  }

  /** api, worker and SQL read the same clock; the worker is woken and sends what has become due. */
  @Post('clock')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ClockView })
  async advance(
    @Body({ schema: ClockAdvance }) { advance }: z.infer<typeof ClockAdvance>,
  ): Promise<z.infer<typeof ClockView>> {
    try {
      await this.dataSource.query('SELECT advance_clock($1::interval)', [advance]);
    } catch (error) {
      if (REFUSED_BY_CLOCK.has(sqlState(error) ?? '')) {
        throw new AppError<ErrorCode>('CLOCK_BACKWARDS', { cause: error });
      }
      throw error;
    }
    return this.now();
  }

  @Get('mailbox')
  @ApiOkResponse({ standardSchema: MailboxView })
  async mailbox(
    @Query({ schema: MailboxQuery }) { to, limit }: z.infer<typeof MailboxQuery>,
  ): Promise<MailboxView> {
    const address = new URL('/mails', this.config.MAIL_CATCHER_URL);
    if (to) address.searchParams.set('to', to);
    if (limit) address.searchParams.set('limit', limit);
    try {
      const answer = await fetch(address, { signal: AbortSignal.timeout(CATCHER_TIMEOUT_MS) });
      return MailboxView.parse(await answer.json());
    } catch (error) {
      throw new AppError<ErrorCode>('UNAVAILABLE', { cause: error, logLevel: 'warn' });
    }
  }
}
