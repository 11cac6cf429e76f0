import { createTransport } from 'nodemailer';
import { isPlainAddress, type OutgoingMail } from './mail-envelope.rules.ts';
import { outcomeOfError, type SendOutcome, withoutAddresses } from './message.rules.ts';

const STEP_TIMEOUT_MS = 10_000;
/** A server that keeps us waiting for so long keeps nobody else waiting: the mail is tried again later. */
const SEND_TIMEOUT_MS = 45_000;

/** The way out: pooled SMTP. Answers what happened, and throws for nothing that a server may do. */
export class MailTransport {
  private readonly smtp;

  constructor(smtpUrl: string) {
    this.smtp = createTransport({
      url: smtpUrl,
      pool: true,
      // Trying again is our ledger's business: the pool would do it where nobody counts.
      maxRequeues: 0,
      dnsTimeout: STEP_TIMEOUT_MS,
      connectionTimeout: STEP_TIMEOUT_MS,
      greetingTimeout: STEP_TIMEOUT_MS,
      socketTimeout: STEP_TIMEOUT_MS,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(outgoing: OutgoingMail): Promise<SendOutcome> {
    const { messageId, date, from, to, replyTo, headers, mail } = outgoing;
    if (!isPlainAddress(to)) {
      return { type: 'refused', response: 'not a mail address', badAddress: false };
    }
    try {
      const { response } = await this.smtp.sendMail({
        messageId,
        date,
        from,
        to: { name: '', address: to },
        ...(isPlainAddress(replyTo) && { replyTo: { name: from.name, address: replyTo } }),
        envelope: { from: from.address, to: [to] },
        headers: this.asWritten(headers),
        subject: mail.subject,
        text: mail.text,
        html: mail.html,
        ...(mail.calendar && {
          icalEvent: { ...mail.calendar, filename: 'booking.ics' },
        }),
        xMailer: false,
        signal: AbortSignal.timeout(SEND_TIMEOUT_MS),
      });
      return { type: 'accepted', response: withoutAddresses(response) };
    } catch (error) {
      return outcomeOfError(error);
    }
  }

  close(): void {
    this.smtp.close();
  }

  /** Folding would break a long address in two; our values are known to be one clean line. */
  private asWritten(headers: Record<string, string>) {
    return Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name, { prepared: true, value }]),
    );
  }
}
