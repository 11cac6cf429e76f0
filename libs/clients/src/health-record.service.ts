import { Injectable } from '@nestjs/common';
import type { TrainingReport } from '@limber/contracts';
import { AuditLogStore, type Transaction } from '@limber/persistence';
import { ClientStore, type OpenScreening } from './client.store.ts';
import { type HealthFile, HealthFileService } from './health-file.service.ts';

/** Whose answers, by the booking they were given for. */
export interface HealthSubject {
  bookingId: string;
  clientId: string;
  trainingId: string | null;
  /** Told of after it was booked. */
  toldTrainingId: string | null;
  screeningId: string | null;
}

export interface HealthReader {
  userId: string;
  requestId: string;
  /** Which view showed them. */
  view: 'day' | 'booking';
}

export interface HealthRecord {
  training: TrainingReport | null;
  toldTraining: TrainingReport | null;
  screening: OpenScreening | null;
  file: HealthFile;
}

@Injectable()
export class HealthRecordService {
  constructor(
    private readonly clients: ClientStore,
    private readonly files: HealthFileService,
    private readonly audit: AuditLogStore,
  ) {}

  /**
   * The only way for staff to what is sealed: opening and writing down who looked are one, in one
   * transaction. "Nothing was answered" is an answer too, so it is written down as well.
   */
  async read(tx: Transaction, of: HealthSubject, reader: HealthReader): Promise<HealthRecord> {
    await this.writeDown(tx, of.bookingId, reader);
    return {
      training: of.trainingId ? await this.clients.findTraining(tx, of.trainingId) : null,
      toldTraining: of.toldTrainingId
        ? await this.clients.findTraining(tx, of.toldTrainingId)
        : null,
      screening: of.screeningId ? await this.clients.openScreening(tx, of.screeningId) : null,
      file: await this.files.open(tx, of.clientId),
    };
  }

  /** Who looked; before anything of it is opened. */
  async writeDown(tx: Transaction, bookingId: string, reader: HealthReader): Promise<void> {
    await this.audit.record(tx, {
      actor: `staff:${reader.userId}`,
      action: 'health.read',
      subject: bookingId,
      details: { view: reader.view },
      requestId: reader.requestId,
    });
  }
}
