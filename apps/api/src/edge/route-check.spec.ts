import 'reflect-metadata';
import { Body, Controller, Get, Param, Post, Query, Req } from '@nestjs/common';
import { z } from 'zod';
import { Access } from './access.decorator.ts';
import { faultsOfRoutes } from './route-check.ts';

@Controller('open')
class WithoutPolicy {
  @Get()
  read(): string {
    return '';
  }
}

@Access('public')
@Controller('loose')
class WithoutSchemas {
  @Post(':id')
  write(@Param() _params: unknown, @Body() _body: unknown, @Query('q') _query: unknown): string {
    return '';
  }
}

@Controller('good')
class Sound {
  @Access('public')
  @Post(':id')
  write(
    @Param('id', { schema: z.uuid() }) _id: string,
    @Body({ schema: z.object({}) }) _body: object,
    @Req() _request: unknown,
  ): string {
    return this.helper();
  }

  /** Not a route: needs nothing. */
  helper(): string {
    return '';
  }
}

describe('the routes, before the first request', () => {
  it('name one that anybody could call because nobody said who may', () => {
    expect(faultsOfRoutes([WithoutPolicy])).toEqual(['WithoutPolicy.read has no access policy']);
  });

  it('name every parameter from outside that nothing would validate', () => {
    expect(faultsOfRoutes([WithoutSchemas]).sort()).toEqual([
      'WithoutSchemas.write parameter 0 has no schema',
      'WithoutSchemas.write parameter 1 has no schema',
      'WithoutSchemas.write parameter 2 has no schema',
    ]);
  });

  it('are fine with a policy and schemas', () => {
    expect(faultsOfRoutes([Sound])).toEqual([]);
  });
});
