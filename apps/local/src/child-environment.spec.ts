import { prepareEnvironment, serviceEnvironment } from './child-environment.ts';

const surroundings = {
  port: 3100,
  secrets: {
    ownerPassword: 'owner-secret',
    appPassword: 'app-secret',
    linkSecret: 'link-secret',
    fieldKeyring: { '1': 'key' },
  },
  database: {
    adminUrl: 'postgres://postgres:super-secret@127.0.0.1:5433/postgres',
    port: 5433,
    name: 'limber',
  },
  mail: { smtpPort: 2525, httpPort: 8080 },
};
const inherited = {
  PATH: '/bin',
  DATABASE_URL: 'postgres://real-clinic',
  PORT: '1',
  DEMO_MODE: '0',
};

describe('the environment of what we start', () => {
  it('leads api and worker to our database and mail catcher, whatever the shell says', () => {
    expect(serviceEnvironment(surroundings, inherited)).toMatchObject({
      PATH: '/bin',
      DATABASE_URL: 'postgres://limber_app:app-secret@127.0.0.1:5433/limber',
      PORT: '3100',
      PUBLIC_URL: 'http://localhost:3100',
      SMTP_URL: 'smtp://127.0.0.1:2525',
      MAIL_CATCH_UP_PER_MIN: '6000',
      MAIL_CATCHER_URL: 'http://127.0.0.1:8080',
      DEMO_MODE: '1',
    });
  });

  it('keeps the passwords of owner and superuser from api and worker', () => {
    const text = JSON.stringify(
      serviceEnvironment(surroundings, {
        ...inherited,
        DATABASE_ADMIN_URL: 'postgres://super-secret',
      }),
    );
    expect(text).not.toMatch(/owner-secret|super-secret/);
  });

  it('does not let prepare touch a database that the shell names', () => {
    const env = prepareEnvironment(surroundings, inherited);
    expect(JSON.stringify(env)).not.toContain('real-clinic');
    expect(env['DATABASE_ADMIN_URL']).toBe(surroundings.database.adminUrl);
  });
});
