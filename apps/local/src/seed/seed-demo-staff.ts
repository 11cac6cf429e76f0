import { MembershipStore, openSignIn, StaffService } from '@limber/accounts';
import { createDataSource, DatabaseClock, SystemIds, TransactionRunner } from '@limber/persistence';
import clinicFile from '../../seed/demo-clinic.json';
import { readClinicFile } from './clinic-file.ts';
import { clinicIdOf, therapistIdOf } from './clinic-rows.ts';
import { demoSignIns } from './demo-sign-ins.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Lets the people of demo-sign-ins.ts into the demo clinic, which is there already. Run at each start: who is
 * known stays as they are. A therapist whom the file no longer names is left out.
 */
export async function seedDemoStaff(options: {
  databaseUrl: string;
  clinicFile?: unknown;
}): Promise<void> {
  const file = readClinicFile(options.clinicFile ?? clinicFile, 'apps/local/seed/demo-clinic.json');
  const clinicId = clinicIdOf(file);
  const keys = new Set(file.therapists.map(({ key }) => key));
  const { databaseUrl } = options;
  const dataSource = createDataSource({
    url: databaseUrl,
    entities: [],
    poolSize: 1,
    name: 'seed',
  });
  const signIn = openSignIn(
    {
      databaseUrl,
      // Nobody signs in here, so neither address nor secret is ever used.
      publicUrl: 'http://localhost',
      linkSecret: 'no cookie is signed while seeding',
      idleMinutes: 1,
      log: silent,
    },
    new SystemIds(),
  );
  try {
    await dataSource.initialize();
    const runner = new TransactionRunner(dataSource, new DatabaseClock());
    const staff = new StaffService(signIn, new MembershipStore(), runner);
    for (const { who: _, therapist, ...person } of demoSignIns) {
      if (therapist !== undefined && !keys.has(therapist)) continue;
      const therapistId = therapist === undefined ? null : therapistIdOf(file, therapist);
      await staff.ensure({ ...person, clinicId, therapistId });
    }
  } finally {
    await signIn.close();
    if (dataSource.isInitialized) await dataSource.destroy();
  }
}
