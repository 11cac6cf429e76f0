import { clinicEntities } from '@limber/clinic';
import { createTestDatabase, type TestDatabase } from '@limber/testing';
import { verify } from '@node-rs/argon2';
import clinicFile from '../../seed/demo-clinic.json';
import { readClinicFile } from './clinic-file.ts';
import { clinicIdOf, clinicRows, writeClinic } from './clinic-rows.ts';
import { demoSignIns } from './demo-sign-ins.ts';
import { seedDemoStaff } from './seed-demo-staff.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase({ entities: clinicEntities });
  const file = readClinicFile(clinicFile, 'demo-clinic.json');
  await db.runner.run(clinicIdOf(file), (tx) => writeClinic(tx, clinicRows(file)));
});
afterAll(() => db.close());

const people = () =>
  db.asOwner<{ email: string; role: string; therapist: string | null; password: string }>(
    `SELECT u.email, m.role, t.name AS therapist, a.password
       FROM auth."user" u JOIN auth.account a ON a."userId" = u.id
       JOIN membership m ON m.user_id = u.id AND m.active
       LEFT JOIN therapist t ON t.clinic_id = m.clinic_id AND t.id = m.therapist_id
      ORDER BY u."createdAt"`,
  );

it('makes the people whom the start prints, each with what it prints', async () => {
  await seedDemoStaff({ databaseUrl: db.appUrl });
  const made = await people();
  expect(made.map(({ email, role }) => [email, role])).toEqual(
    demoSignIns.map(({ email, role }) => [email, role]),
  );
  for (const [i, { password, name, role }] of demoSignIns.entries()) {
    expect(password).toHaveLength(15);
    expect(await verify(made[i]?.password ?? '', password)).toBe(true);
    expect(made[i]?.therapist).toBe(role === 'therapist' ? name : null);
  }
});

it('changes nothing the second time, and mends what a killed start left half done', async () => {
  const before = await people();
  await seedDemoStaff({ databaseUrl: db.appUrl });
  expect(await people()).toEqual(before);
  await db.asOwner(`DELETE FROM membership WHERE role = 'owner'`);
  await db.asOwner(
    `DELETE FROM auth.account a USING auth."user" u
      WHERE u.id = a."userId" AND u.email = 'desk@limber.example'`,
  );
  await seedDemoStaff({ databaseUrl: db.appUrl });
  const shape = (rows: typeof before) => rows.map(({ email, role }) => [email, role]);
  expect(shape(await people())).toEqual(shape(before));
});
