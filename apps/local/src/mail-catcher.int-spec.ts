import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MailboxView, type CaughtMail } from '@limber/contracts';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { startMailCatcher, type MailCatcher } from './mail-catcher.ts';

const CONFIRMATION: SendMailOptions = {
  from: 'Limber Clinic <clinic@limber.example>',
  to: 'Ana López <ana@example.com>',
  subject: 'Sehr schön: booked ✓',
  text: 'See you on Tuesday.',
  html: '<p>See you on <b>Tuesday</b>.</p>',
  date: new Date('2027-03-14T08:00:00Z'),
  messageId: '<booking-1@limber.example>',
};

describe('the mail catcher', () => {
  let directory: string;
  let catcher: MailCatcher;

  const start = async (): Promise<void> => {
    catcher = await startMailCatcher({ smtpPort: 0, httpPort: 0, directory });
  };
  const send = async (mail: SendMailOptions): Promise<void> => {
    const transport = createTransport({ host: '127.0.0.1', port: catcher.smtpPort, secure: false });
    await transport.sendMail({ ...CONFIRMATION, ...mail });
    transport.close();
  };
  const ask = (path: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${catcher.httpPort}${path}`);
  const mails = async (to?: string): Promise<CaughtMail[]> => {
    const query = to === undefined ? '' : `?to=${encodeURIComponent(to)}`;
    return MailboxView.parse(await (await ask(`/mails${query}`)).json()).mails;
  };

  beforeEach(async () => {
    directory = mkdtempSync(join(tmpdir(), 'limber-mail-'));
    await start();
  });
  afterEach(async () => {
    await catcher.stop();
    rmSync(directory, { recursive: true, force: true });
  });

  it('shows a mail as its reader sees it', async () => {
    await send({});
    expect(await mails()).toEqual([
      expect.objectContaining({
        messageId: '<booking-1@limber.example>',
        date: '2027-03-14T08:00:00.000Z',
        from: '"Limber Clinic" <clinic@limber.example>',
        to: '"Ana López" <ana@example.com>',
        subject: 'Sehr schön: booked ✓',
        text: expect.stringContaining('See you on Tuesday.'),
        html: expect.stringContaining('<b>Tuesday</b>'),
        attachments: [],
      }),
    ]);
  });

  it('lists newest first, by the clock of the clinic', async () => {
    await send({ subject: 'second', date: new Date('2027-03-15T08:00:00Z') });
    await send({ subject: 'first', date: new Date('2027-03-14T08:00:00Z') });
    await send({ subject: 'same second', date: new Date('2027-03-15T08:00:00Z') });
    const subjects = (await mails()).map(({ subject }) => subject);
    expect(subjects).toEqual(['same second', 'second', 'first']);
  });

  it('finds mails by the whole address in any case, blind copies too', async () => {
    await send({ to: 'ana@example.com', subject: 'for Ana' });
    await send({ to: 'diana@example.com', bcc: 'BEN@example.com', subject: 'for Diana' });
    const subjects = async (to: string): Promise<string[]> =>
      (await mails(to)).map(({ subject }) => subject);
    expect(await subjects('Ana@Example.COM')).toEqual(['for Ana']);
    expect(await subjects('diana@example.com')).toEqual(['for Diana']);
    expect(await subjects('ben@example.com')).toEqual(['for Diana']);
    expect(await subjects('example.com')).toEqual([]);
  });

  it('keeps its mails over a restart', async () => {
    await send({ subject: 'before', date: new Date('2027-03-14T08:00:00Z') });
    await catcher.stop();
    writeFileSync(join(directory, '0000000009.draft'), 'half a ma');
    await start();
    await send({ subject: 'after', date: new Date('2027-03-14T09:00:00Z') });
    expect((await mails()).map(({ subject }) => subject)).toEqual(['after', 'before']);
    expect(readdirSync(directory).every((name) => name.endsWith('.eml'))).toBe(true);
  });

  it('lists a mail twice when it was sent twice', async () => {
    await send({});
    await send({});
    const twice = await mails('ana@example.com');
    expect(twice.map(({ messageId }) => messageId)).toEqual(
      Array<string>(2).fill('<booking-1@limber.example>'),
    );
    expect(new Set(twice.map(({ id }) => id)).size).toBe(2);
  });

  it('shows headers by their names in lower case, unfolded', async () => {
    const url = `https://limber.example/api/v1/clinics/demo/unsubscribe/${'t'.repeat(80)}`;
    const headers = {
      'List-Unsubscribe': `<${url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    };
    await send({ headers });
    expect((await mails())[0]?.headers).toMatchObject({
      'list-unsubscribe': `<${url}>`,
      'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
    });
  });

  it('shows the calendar part and other attachments', async () => {
    const invitation = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Jürgen\r\nEND:VCALENDAR\r\n';
    const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
    await send({
      icalEvent: { method: 'REQUEST', content: invitation },
      attachments: [{ filename: 'map.png', content: picture }],
    });
    const found = (await mails())[0]?.attachments ?? [];
    const calendar = found.find(({ contentType }) => contentType === 'text/calendar');
    expect(calendar?.content).toContain('SUMMARY:Jürgen');
    expect(found.find(({ filename }) => filename === 'map.png')).toEqual({
      filename: 'map.png',
      contentType: 'image/png',
      content: picture.toString('base64'),
    });
  });

  it('takes many mails at once and loses none', async () => {
    await Promise.all(Array.from({ length: 30 }, (_, n) => send({ subject: `mail ${n}` })));
    expect(await mails()).toHaveLength(30);
  });

  it('keeps nothing of a mail that was cut off', async () => {
    await new Promise<void>((resolve) => {
      const socket = connect(catcher.smtpPort, '127.0.0.1');
      const lines = ['EHLO x', 'MAIL FROM:<a@example.com>', 'RCPT TO:<b@example.com>', 'DATA'];
      socket.on('data', () => {
        const line = lines.shift();
        if (line) return void socket.write(`${line}\r\n`);
        socket.write('Subject: half\r\n\r\nI was just about to');
        socket.destroy();
        resolve();
      });
    });
    await send({ subject: 'whole' });
    expect((await mails()).map(({ subject }) => subject)).toEqual(['whole']);
  });

  it('says that it is well, and nothing about anything else', async () => {
    expect((await ask('/healthz')).status).toBe(200);
    expect((await ask('/')).status).toBe(404);
    expect((await ask('/mails/../secrets.json')).status).toBe(404);
  });
});
