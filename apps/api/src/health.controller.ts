import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { ErrorCode } from '@limber/contracts';
import { JobQueue } from '@limber/jobs';
import { AppError } from '@limber/kernel';
import { migrations } from '@limber/migrations';
import { DataSource } from 'typeorm';
import { Access } from './edge/access.decorator.ts';

@ApiTags('health')
@Access('public')
@Controller()
export class HealthController {
  constructor(
    private readonly dataSource: DataSource,
    private readonly queue: JobQueue,
  ) {}

  @Get('healthz')
  @ApiOkResponse({ description: 'The process is alive' })
  alive(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('readyz')
  @ApiOkResponse({ description: 'Database and queue answer and every migration is applied' })
  async ready(): Promise<{ status: 'ok' }> {
    try {
      const [row] = await this.dataSource.query<{ applied: number }[]>(
        'SELECT count(*)::int AS applied FROM migrations',
      );
      if (row?.applied !== migrations.length) throw new Error('migrations are missing');
      await this.queue.counts();
    } catch (error) {
      throw new AppError<ErrorCode>('UNAVAILABLE', { cause: error, logLevel: 'warn' });
    }
    return { status: 'ok' };
  }
}
