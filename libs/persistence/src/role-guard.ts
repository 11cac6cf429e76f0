import type { DataSource } from 'typeorm';

/**
 * Row-level security does nothing for a superuser, a BYPASSRLS role, or who owns the tables or may become
 * their owner, so such a role is no start at all.
 */
export async function assertBoundRole(dataSource: DataSource): Promise<void> {
  const [role] = await dataSource.query<
    { name: string; unbound: boolean; owns: boolean }[]
  >(`SELECT rolname AS name, rolsuper OR rolbypassrls AS unbound,
            EXISTS (SELECT 1 FROM pg_class WHERE relrowsecurity
                      AND pg_has_role(pg_roles.oid, relowner, 'MEMBER')) AS owns
       FROM pg_roles WHERE rolname = current_user`);
  if (!role || role.unbound || role.owns) {
    throw new Error(
      `Limber refuses to start as the database role "${role?.name ?? '?'}": a superuser, BYPASSRLS role or owner ` +
        'is not bound by row-level security. Connect as limber_app.',
    );
  }
}
