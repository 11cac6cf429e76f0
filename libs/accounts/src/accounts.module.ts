import { type DynamicModule, Module } from '@nestjs/common';
import { Ids } from '@limber/kernel';
import { AuditLogStore, TransactionRunner } from '@limber/persistence';
import { DataSource } from 'typeorm';
import { AccountService } from './account.service.ts';
import type { AccountSettings } from './account.settings.ts';
import { MembershipStore } from './membership.store.ts';
import { SessionService } from './session.service.ts';
import { openSignIn, type SignIn } from './sign-in.ts';
import { SignInLimiter } from './sign-in.limiter.ts';
import { StaffService } from './staff.service.ts';

const SIGN_IN = 'limber.sign-in';

/** Needs the global module of persistence. */
@Module({})
export class AccountsModule {
  static forRoot(settings: AccountSettings): DynamicModule {
    const { log, idleMinutes } = settings;
    const memberships = new MembershipStore();
    return {
      module: AccountsModule,
      providers: [
        { provide: SIGN_IN, useFactory: (ids: Ids) => openSignIn(settings, ids), inject: [Ids] },
        {
          provide: AccountService,
          useFactory: (
            signIn: SignIn,
            dataSource: DataSource,
            runner: TransactionRunner,
            audit: AuditLogStore,
          ) =>
            new AccountService({
              ...{ signIn, memberships, dataSource, runner, audit, log },
              sessions: new SessionService(signIn, idleMinutes),
              limiter: new SignInLimiter(),
            }),
          inject: [SIGN_IN, DataSource, TransactionRunner, AuditLogStore],
        },
        {
          provide: StaffService,
          useFactory: (signIn: SignIn, runner: TransactionRunner) =>
            new StaffService(signIn, memberships, runner),
          inject: [SIGN_IN, TransactionRunner],
        },
        {
          provide: 'close the sign-in pool',
          useFactory: (signIn: SignIn) => ({ onApplicationShutdown: () => signIn.close() }),
          inject: [SIGN_IN],
        },
      ],
      exports: [AccountService, StaffService],
    };
  }
}
