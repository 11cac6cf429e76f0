import type { StaffRole } from '@limber/contracts';
import type { TransactionRunner } from '@limber/persistence';
import type { MembershipStore } from './membership.store.ts';
import { PASSWORD_LENGTH, type SignIn } from './sign-in.ts';

export interface NewStaff {
  name: string;
  email: string;
  password: string;
  clinicId: string;
  role: StaffRole;
  therapistId: string | null;
}

/**
 * Lets somebody sign in and work in a clinic. Two pools, so no common transaction: user and membership are
 * two steps, and each can be done again.
 */
export class StaffService {
  constructor(
    private readonly signIn: SignIn,
    private readonly memberships: MembershipStore,
    private readonly runner: TransactionRunner,
  ) {}

  /** The user's id. A known person keeps name and password. */
  async ensure({ clinicId, role, therapistId, ...person }: NewStaff): Promise<string> {
    const userId = await this.ensureUser(person);
    await this.runner.run(clinicId, (tx) =>
      this.memberships.ensure(tx, { userId, role, therapistId }),
    );
    return userId;
  }

  private async ensureUser({
    name,
    email,
    password,
  }: Pick<NewStaff, 'name' | 'email' | 'password'>): Promise<string> {
    if (password.length < PASSWORD_LENGTH.min || password.length > PASSWORD_LENGTH.max) {
      throw new Error(`a password has ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters`);
    }
    const { internalAdapter } = await this.signIn.auth.$context;
    const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
    const user =
      known?.user ??
      (await internalAdapter.createUser(
        { name, email, emailVerified: true },
        { method: 'email-password' },
      ));
    if (!known?.accounts.some(({ providerId }) => providerId === 'credential')) {
      await internalAdapter.linkAccount({
        userId: user.id,
        accountId: user.id,
        providerId: 'credential',
        password: await this.signIn.hasher.hash(password),
      });
    }
    return user.id;
  }
}
