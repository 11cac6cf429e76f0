/** Reports as the servers of this world write them; what differs between two tests is given. */
export interface ReportOptions {
  /** Of the mail reported on, with its angle brackets. */
  messageId: string;
  feedback?: string;
  action?: string;
  status?: string;
  encoding?: 'base64';
}

const part = (type: string, body: string, encoding?: string): string[] => [
  '--=_report',
  `Content-Type: ${type}`,
  ...(encoding ? [`Content-Transfer-Encoding: ${encoding}`] : []),
  '',
  encoding ? Buffer.from(body).toString('base64') : body,
];

const original = (messageId: string): string =>
  [
    'From: Test Clinic <hello@limber.example>',
    `Message-ID: ${messageId}`,
    'Subject: Booked',
    '',
    'Hello',
  ].join('\r\n');

const report = (type: string, parts: string[]): string =>
  [
    'From: <feedback@provider.example>',
    'Message-ID: <of-the-report@provider.example>',
    `Content-Type: multipart/report; report-type=${type};`,
    '\tboundary="=_report"',
    '',
    ...part('text/plain', 'This is a report about a mail of yours.'),
    ...parts,
    '--=_report--',
    '',
  ].join('\r\n');

export const complaint = ({ messageId, feedback = 'abuse', encoding }: ReportOptions): string =>
  report('feedback-report', [
    ...part(
      'message/feedback-report',
      `Feedback-Type: ${feedback}\r\nUser-Agent: Some/1.0\r\nVersion: 1\r\n`,
      encoding,
    ),
    ...part('message/rfc822', original(messageId), encoding),
  ]);

export const returned = ({
  messageId,
  action = 'failed',
  status = '5.1.1',
}: ReportOptions): string =>
  report('delivery-status', [
    ...part(
      'message/delivery-status',
      `Reporting-MTA: dns; mx.provider.example\r\n\r\nFinal-Recipient: rfc822; jo@client.example\r\nAction: ${action}\r\nStatus: ${status} (bad mailbox)\r\n`,
    ),
    ...part('text/rfc822-headers', original(messageId)),
  ]);
