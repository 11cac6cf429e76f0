import { Body, Controller, Get, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { AccountService, type Caller } from '@limber/accounts';
import {
  NothingMore,
  RevokeSessionRequest,
  SessionList,
  SignedInView,
  SignInRequest,
} from '@limber/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { Access } from './edge/access.decorator.ts';

const callerOf = (request: FastifyRequest): Caller => ({
  address: request.ip,
  userAgent: request.headers['user-agent'] ?? '',
  cookie: request.headers.cookie,
  requestId: request.id,
});

/**
 * The few doors of the sign-in library that are open, each named here. Everything else it could do
 * (signing up, changing an address, linking accounts) is not mounted and therefore answers 404.
 */
@ApiTags('sign-in')
@Access('sign_in')
@Controller('api/auth')
export class AccountController {
  constructor(private readonly accounts: AccountService) {}

  @Post('sign-in/email')
  @HttpCode(200)
  @ApiOkResponse({ standardSchema: SignedInView })
  async signIn(
    @Body({ schema: SignInRequest }) body: SignInRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SignedInView> {
    const { value, cookies } = await this.accounts.signIn(body, callerOf(request));
    void reply.header('set-cookie', cookies);
    return value;
  }

  @Post('sign-out')
  @HttpCode(204)
  @ApiNoContentResponse()
  async signOut(
    @Body({ schema: NothingMore }) _: z.infer<typeof NothingMore>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    const { cookies } = await this.accounts.signOut(callerOf(request));
    void reply.header('set-cookie', cookies);
  }

  @Get('get-session')
  @ApiOkResponse({ standardSchema: SignedInView })
  async whoIs(@Req() request: FastifyRequest): Promise<SignedInView> {
    return this.accounts.whoIs(request.headers.cookie);
  }

  @Get('list-sessions')
  @ApiOkResponse({ standardSchema: SessionList })
  async list(@Req() request: FastifyRequest): Promise<SessionList> {
    return this.accounts.listSessions(request.headers.cookie);
  }

  @Post('revoke-session')
  @HttpCode(204)
  @ApiNoContentResponse()
  async revoke(
    @Body({ schema: RevokeSessionRequest }) { id }: z.infer<typeof RevokeSessionRequest>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    await this.accounts.revokeSession(request.headers.cookie, id);
  }
}
