import { BookingJobs, BookingModule } from '@limber/booking';
import { CalendarsModule } from '@limber/calendars';
import { ClientsModule } from '@limber/clients';
import { ClinicModule } from '@limber/clinic';
import type { Config } from '@limber/config';
import { FollowupsModule } from '@limber/followups';
import { JobsModule } from '@limber/jobs';
import { MessagingModule, urgencyOf } from '@limber/messaging';
import { PersistenceModule } from '@limber/persistence';
import { type DynamicModule, Module } from '@nestjs/common';
import type { Logger } from 'pino';
import { entities } from './entities.ts';

@Module({})
export class WorkerModule {
  static forRoot(config: Config, log: Logger): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        PersistenceModule.forRoot({
          url: config.DATABASE_URL,
          poolSize: config.DATABASE_POOL,
          name: 'worker',
          entities,
          keyring: config.FIELD_KEYRING,
          linkSecret: config.LINK_SECRET,
          refusesNested: config.NODE_ENV !== 'production',
        }),
        JobsModule.forRoot({
          databaseUrl: config.DATABASE_URL,
          queueUrl: config.QUEUE_URL,
          sweepMs: config.SWEEP_MS,
          urgencyOf,
          log,
        }),
        MessagingModule.forRoot({
          smtpUrl: config.SMTP_URL,
          mailDomain: config.MAIL_DOMAIN,
          publicUrl: config.PUBLIC_URL,
          catchUpPerMinute: config.MAIL_CATCH_UP_PER_MIN,
        }),
        ClinicModule,
        ClientsModule,
        FollowupsModule,
        BookingModule,
        CalendarsModule.forRoot({
          trustedHosts: config.CALENDAR_TRUSTED_HOSTS,
          mailDomain: config.MAIL_DOMAIN,
        }),
      ],
      providers: [BookingJobs],
    };
  }
}
