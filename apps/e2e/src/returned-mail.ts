import assert from 'node:assert/strict';
import type { Clinic } from './clinic.ts';

/** As the mail servers of this world report on a mail of ours, handed in like a clinic's own mail server does. */
const reports = {
  returned: [
    'message/delivery-status',
    'Reporting-MTA: dns; mx.provider.example\r\n\r\nAction: failed\r\nStatus: 5.1.1',
  ],
  complaint: ['message/feedback-report', 'Feedback-Type: abuse\r\nVersion: 1'],
} as const;

/** The confirmation comes back from this address, or its reader calls it spam. */
export async function reportOn(
  clinic: Clinic,
  email: string,
  report: keyof typeof reports,
): Promise<void> {
  const { headers } = await clinic.mailSaying(email, /./);
  const [type, body] = reports[report];
  const raw = [
    'From: <feedback@provider.example>',
    'Content-Type: multipart/report; boundary="=_report"',
    ...['', '--=_report', `Content-Type: ${type}`, '', body],
    ...['--=_report', 'Content-Type: text/rfc822-headers', ''],
    ...[`Message-ID: ${headers['message-id'] ?? ''}`, '', '--=_report--', ''],
  ].join('\r\n');
  const answer = await fetch(clinic.at('/api/v1/mail-reports'), {
    method: 'POST',
    headers: {
      'content-type': 'message/rfc822',
      authorization: `Bearer ${process.env['MAIL_REPORT_SECRET'] ?? ''}`,
    },
    body: raw,
  });
  assert.equal(await answer.text(), JSON.stringify({ taken: report }));
}
