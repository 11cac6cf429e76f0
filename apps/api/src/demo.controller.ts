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
import type { z } from 'zod';
import { DemoClock } from './demo-clock.ts';
import { Access } from './edge/access.decorator.ts';
import { CONFIG } from './edge/config.token.ts';

const CATCHER_TIMEOUT_MS = 5000;

@ApiTags('demo')
@Access('demo')
@Controller('api/v1/demo')
export class DemoController {
  constructor(
    private readonly clock: DemoClock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('clock')
  @ApiOkResponse({ standardSchema: ClockView })
  async now(): Promise<z.infer<typeof ClockView>> {
    return { now: (await this.clock.now()).toISOString() };
  }

  /** api, worker and SQL read the same clock; answers when it has walked there, sending what was due on its way. */
  @Post('clock')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: ClockView })
  async advance(
    @Body({ schema: ClockAdvance }) { advance }: z.infer<typeof ClockAdvance>,
  ): Promise<z.infer<typeof ClockView>> {
    await this.clock.advance(advance);
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
