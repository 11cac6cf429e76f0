export { AccountsModule } from './accounts.module.ts';
export { AccountService, type Caller } from './account.service.ts';
export { type NewStaff, StaffService } from './staff.service.ts';
export { MembershipStore } from './membership.store.ts';
export { accountsEntities } from './membership.entity.ts';
export { openSignIn } from './sign-in.ts';
export type { PasswordCost } from './password.hasher.ts';
