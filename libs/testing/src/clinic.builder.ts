import type { TestDatabase } from './test-database.ts';

export interface ClinicRow {
  id: string;
  slug: string;
  name: string;
  legal_name: string;
  country: string;
  locale: string;
  time_zone: string;
  currency: string;
  phone: string;
  email: string;
  policies: object;
  listed: boolean;
}

/** A clinic with as little as the schema asks for; name what your test is about. */
export async function insertClinic(
  database: TestDatabase,
  fields: Partial<ClinicRow> = {},
): Promise<ClinicRow> {
  const id = fields.id ?? database.ids.uuid();
  const row: ClinicRow = {
    id,
    slug: `clinic-${id.replaceAll('-', '').slice(-12)}`,
    name: 'Test Clinic',
    legal_name: 'Test Clinic Ltd',
    country: 'GB',
    locale: 'en-GB',
    time_zone: 'Europe/London',
    currency: 'GBP',
    phone: '+442079460000',
    email: 'desk@clinic.example',
    policies: {},
    listed: true,
    ...fields,
  };
  const columns = Object.keys(row);
  await database.asOwner(
    `INSERT INTO clinic (${columns.join(', ')}) VALUES (${columns.map((_, i) => `$${i + 1}`).join(', ')})`,
    Object.values(row),
  );
  return row;
}
