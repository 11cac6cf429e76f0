import { timingSafeEqual } from 'node:crypto';
import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AccountService } from '@limber/accounts';
import { ClinicService } from '@limber/clinic';
import type { Config } from '@limber/config';
import { ClinicParams, type ErrorCode, type StaffRole } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import { sha256 } from '@limber/persistence';
import type { FastifyRequest } from 'fastify';
import { ACCESS, type AccessPolicy } from './access.decorator.ts';
import { CONFIG } from './config.token.ts';
import { admitToDesk } from './desk.decorator.ts';
import { isFromOwnPage, ownOrigins } from './same-site.ts';

/** Unknown and not yours have one body, whether it is a page, a clinic or a role that is missing. */
const notFound = (what: string): AppError<ErrorCode> =>
  new AppError<ErrorCode>('NOT_FOUND', { params: { what } });

/** Compared as hashes: neither the length nor the first wrong letter shows in the time it takes. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)));

/** Deny by default: what carries no policy is not served, even if the start-up check was somehow missed. */
@Injectable()
export class AccessGuard implements CanActivate {
  private readonly origins: ReadonlySet<string>;

  constructor(
    private readonly reflector: Reflector,
    @Inject(CONFIG) private readonly config: Config,
    private readonly accounts: AccountService,
    private readonly clinics: ClinicService,
  ) {
    this.origins = ownOrigins(config);
  }

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const policy = this.reflector.getAllAndOverride<AccessPolicy | undefined>(ACCESS, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (!policy) throw notFound('page');
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (policy.kind === 'demo' && !this.config.DEMO_MODE) {
      throw new AppError<ErrorCode>('DEMO_ONLY');
    }
    if (policy.kind === 'sign_in' || policy.kind === 'staff') this.assertOwnPage(request);
    if (policy.kind === 'mail_report') this.assertMailReporter(request);
    if (policy.kind === 'staff') await this.admit(request, policy.roles);
    return true;
  }

  /** The browser adds the cookie by itself, so another site's page must not be able to make it act. */
  private assertOwnPage(request: FastifyRequest): void {
    if (!isFromOwnPage(request.method, request.headers, this.origins)) {
      throw new AppError<ErrorCode>('CROSS_SITE', { logLevel: 'warn' });
    }
  }

  /** Without a secret of our own the route does not exist; a wrong one looks the same. */
  private assertMailReporter({ headers }: FastifyRequest): void {
    const { MAIL_REPORT_SECRET: secret } = this.config;
    const sent = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (secret === '' || !isSame(sent, secret)) throw notFound('page');
  }

  private async admit(request: FastifyRequest, roles?: readonly StaffRole[]): Promise<void> {
    const session = await this.accounts.session(request.headers.cookie);
    const named = ClinicParams.safeParse(request.params);
    if (!named.success) throw notFound('clinic');
    const clinicId = await this.clinics.resolve(named.data.clinic);
    const staff = await this.accounts.staffIn(session, clinicId);
    if (roles && !roles.includes(staff.role)) throw notFound('page');
    admitToDesk(request, { clinicId, staff });
  }
}
