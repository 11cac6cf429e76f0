import type { QueryRunner } from 'typeorm';

/**
 * Second wall of tenancy: whatever a query forgets, limber_app sees and writes only the bound clinic's rows.
 * `rights` is what the application may do; anything else (an UPDATE of the audit log, say) does not exist for it.
 */
export async function tenantTable(
  runner: QueryRunner,
  table: string,
  rights = 'SELECT, INSERT, UPDATE, DELETE',
  clinicColumn = 'clinic_id',
): Promise<void> {
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(
    `CREATE POLICY own_clinic ON ${table}
       USING (${clinicColumn} = current_clinic()) WITH CHECK (${clinicColumn} = current_clinic())`,
  );
  await runner.query(`GRANT ${rights} ON ${table} TO limber_app`);
}
