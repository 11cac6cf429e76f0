import { readPrepareOptions } from './prepare-options.ts';

const DATABASE_ADMIN_URL = 'postgres://postgres:top@db:5432/postgres';

describe('the options of prepare', () => {
  it('build both logins from the passwords', () => {
    const options = readPrepareOptions({
      DATABASE_ADMIN_URL,
      OWNER_PASSWORD: 'o/1',
      APP_PASSWORD: 'a@2',
      DEMO_MODE: '1',
    });
    expect(options).toEqual({
      adminUrl: DATABASE_ADMIN_URL,
      adminUrlInside: 'postgres://postgres:top@db:5432/limber',
      database: 'limber',
      owner: {
        role: 'limber_owner',
        password: 'o/1',
        url: 'postgres://limber_owner:o%2F1@db:5432/limber',
      },
      app: {
        role: 'limber_app',
        password: 'a@2',
        url: 'postgres://limber_app:a%402@db:5432/limber',
      },
      demo: true,
      demoFrom: null,
    });
  });

  it.each(['2027-03-02T10:00:00Z', '2027-03-02T10:00+01:00'])(
    'let the clock of a new demo clinic start at %s',
    (DEMO_FROM) => {
      const options = readPrepareOptions({
        ...{ DATABASE_ADMIN_URL, OWNER_PASSWORD: 'o', APP_PASSWORD: 'a' },
        DEMO_FROM,
      });
      expect(options.demoFrom).toEqual(new Date(DEMO_FROM));
    },
  );

  it.each(['2027-03-02', '2027-03-02T10:00', 'tomorrow', '2027-13-02T10:00:00Z'])(
    'do not guess which instant %s is',
    (DEMO_FROM) => {
      expect(() =>
        readPrepareOptions({
          ...{ DATABASE_ADMIN_URL, OWNER_PASSWORD: 'o', APP_PASSWORD: 'a' },
          DEMO_FROM,
        }),
      ).toThrow('DEMO_FROM must be an instant');
    },
  );

  it('take connections that are given whole, and the database from them', () => {
    const DATABASE_URL = 'postgres://limber_app:a%402@db/clinic';
    const DATABASE_OWNER_URL = 'postgres://limber_owner:o@db/clinic';
    const options = readPrepareOptions({ DATABASE_ADMIN_URL, DATABASE_URL, DATABASE_OWNER_URL });
    expect(options).toMatchObject({
      database: 'clinic',
      app: { url: DATABASE_URL, password: 'a@2' },
      owner: { url: DATABASE_OWNER_URL, password: 'o' },
      demo: false,
    });
  });

  it.each([
    [{}, /DATABASE_ADMIN_URL is missing/],
    [{ DATABASE_ADMIN_URL }, /OWNER_PASSWORD is missing/],
    [{ DATABASE_ADMIN_URL, OWNER_PASSWORD: 'o' }, /APP_PASSWORD is missing/],
    [
      { DATABASE_ADMIN_URL, OWNER_PASSWORD: 'o', DATABASE_URL: 'postgres://postgres:x@db/limber' },
      /must log in as limber_app/,
    ],
    [
      { DATABASE_ADMIN_URL, OWNER_PASSWORD: 'o', DATABASE_URL: 'postgres://limber_app:x@db/b' },
      /must use the database "limber"/,
    ],
  ])('refuse %j', (env, sentence) => {
    expect(() => readPrepareOptions(env)).toThrow(sentence);
  });
});
