import { type ClinicStore, type By, notFound } from '@limber/clinic';
import type {
  DeskMailWording,
  ErrorCode,
  MailWordingChange,
  MailWordingDraft,
  MailWordingPreview,
  MailWordingSummary,
  WordedMailKind,
} from '@limber/contracts';
import { wordedMailKinds } from '@limber/contracts';
import { AppError } from '@limber/kernel';
import type { AuditLogStore, Transaction, TransactionRunner } from '@limber/persistence';
import { addDays, edgeAt, localDateOf } from '@limber/scheduling';
import { type ExampleSetting, exampleViews } from './mail-example.ts';
import { houseWording } from './mail-wording.en.ts';
import type { MailWording } from './mail-wording.entity.ts';
import { ownWords, placeholdersOf, wordingFaults } from './mail-wording.rules.ts';
import type { MailWordingStore } from './mail-wording.store.ts';
import { renderMail } from './render-mail.tsx';

export interface MailWordingParts {
  runner: TransactionRunner;
  store: MailWordingStore;
  clinics: ClinicStore;
  audit: AuditLogStore;
  /** Of the links of an example. */
  site: string;
}

/** Which wording, in the version the person looked at. */
interface SeenWording {
  kind: WordedMailKind;
  version: number;
}

/** The owner's own words in the clinic's mails: tried on a made-up visit, counted, saved version by version. */
export class MailWordingService {
  constructor(private readonly parts: MailWordingParts) {}

  async list(clinicId: string): Promise<MailWordingSummary[]> {
    const { runner, store } = this.parts;
    const latest = await runner.run(clinicId, (tx) => store.latestOfEach(tx));
    return wordedMailKinds.map((kind) =>
      summaryOf(
        kind,
        latest.find((row) => row.kind === kind),
      ),
    );
  }

  async read(clinicId: string, kind: WordedMailKind): Promise<DeskMailWording> {
    return this.parts.runner.run(clinicId, (tx) => this.view(tx, kind));
  }

  /** Rendered as it is sent; nothing is written. */
  async preview(
    clinicId: string,
    kind: WordedMailKind,
    draft: MailWordingDraft,
  ): Promise<MailWordingPreview> {
    const words = sound(kind, draft);
    const { planned, setting } = await this.parts.runner.run(clinicId, async (tx) => ({
      planned: await this.parts.store.countOtherwise(tx, kind, words),
      setting: await this.setting(tx),
    }));
    const { subject, text, html } = renderMail({ ...exampleViews(setting)[kind], words });
    return { subject, text, html, planned };
  }

  /**
   * The next version, over the one that was seen, when as many planned mails hang on it as were seen. Of two who
   * save at once the second finds the version taken.
   */
  async change(
    clinicId: string,
    { kind, version }: SeenWording,
    { appliesTo, seenPlanned, ...draft }: MailWordingChange,
    { staff, requestId }: By,
  ): Promise<DeskMailWording> {
    const words = sound(kind, draft);
    const { runner, store, audit } = this.parts;
    const createdBy = `staff:${staff.userId}`;
    return runner.run(clinicId, async (tx) => {
      const [latest] = await store.history(tx, kind);
      if ((latest?.version ?? 0) !== version) throw stale();
      const planned = await store.countOtherwise(tx, kind, words);
      if (planned !== seenPlanned) throw countChanged(planned);
      const next = { kind, version: version + 1, ...words, appliesTo, createdBy };
      if (!(await store.add(tx, { ...next, author: staff.name }))) throw stale();
      await audit.record(tx, {
        ...{ actor: createdBy, action: 'mail_wording.changed', subject: kind, requestId },
        details: { version: next.version, appliesTo, planned, isOwn: isOwn(words) },
      });
      return this.view(tx, kind);
    });
  }

  private async view(tx: Transaction, kind: WordedMailKind): Promise<DeskMailWording> {
    const history = await this.parts.store.history(tx, kind);
    const [latest] = history;
    return {
      ...summaryOf(kind, latest),
      opening: latest?.opening ?? null,
      closing: latest?.closing ?? null,
      house: { ...houseWording[kind] },
      placeholders: placeholdersOf(kind),
      history: history.map(({ version, createdAt, author, appliesTo, opening, closing }) => ({
        ...{ version, at: createdAt.toISOString(), by: author, appliesTo, opening, closing },
      })),
    };
  }

  /** Three days ahead at six in the evening, at the clinic's first place. */
  private async setting(tx: Transaction): Promise<ExampleSetting> {
    const { clinics, site } = this.parts;
    const { name, legalName, phone, email, locale, currency } = await clinics.get(tx);
    const [place] = await clinics.listActiveLocations(tx);
    if (!place) throw notFound('location');
    const { timeZone, address } = place;
    const date = addDays(localDateOf(tx.now.getTime(), timeZone), 3);
    return {
      clinic: { name, legalName, phone, email, locale, address, timeZone },
      place: { name: place.name, address },
      ...{ timeZone, currency, site },
      startsAt: new Date(edgeAt(date, '18:00', timeZone)),
    };
  }
}

function sound(kind: WordedMailKind, draft: MailWordingDraft): MailWordingDraft {
  const faults = wordingFaults(kind, draft);
  const [first] = faults;
  if (first) {
    throw new AppError<ErrorCode>(first.code, {
      params: first.params,
      fields: faults.map(({ code, path }) => ({ path, code, message: '' })),
    });
  }
  return ownWords(kind, draft);
}

const stale = (): AppError<ErrorCode> => new AppError<ErrorCode>('PRECONDITION_FAILED');
const countChanged = (planned: number): AppError<ErrorCode> =>
  new AppError<ErrorCode>('WORDING_COUNT_CHANGED', { params: { planned } });

const isOwn = ({ opening, closing }: MailWordingDraft): boolean =>
  opening !== null || closing !== null;

const summaryOf = (kind: WordedMailKind, latest: MailWording | undefined): MailWordingSummary => ({
  kind,
  version: latest?.version ?? 0,
  isOwn: latest !== undefined && isOwn(latest),
  changedAt: latest?.createdAt.toISOString() ?? null,
  changedBy: latest?.author ?? null,
});
