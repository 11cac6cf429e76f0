import { startMailCatcher } from './mail-catcher.ts';

const {
  SMTP_PORT = '1025',
  HTTP_PORT = '1080',
  MAIL_DIR = 'mail',
  HOST = '127.0.0.1',
} = process.env;

const catcher = await startMailCatcher({
  smtpPort: Number(SMTP_PORT),
  httpPort: Number(HTTP_PORT),
  directory: MAIL_DIR,
  host: HOST,
});
console.log(
  `mail catcher ready: smtp ${HOST}:${catcher.smtpPort}, mails at http://${HOST}:${catcher.httpPort}/mails`,
);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void catcher.stop().then(() => process.exit(0)));
}
