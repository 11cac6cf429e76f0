export { AccountsModule } from './accounts.module.ts';
export { AccountService, type Caller } from './account.service.ts';
export { type AccountLog, type AccountSettings, SESSION_HOURS } from './account.settings.ts';
export { type NewStaff, StaffService } from './staff.service.ts';
export { MembershipStore } from './membership.store.ts';
export { accountsEntities, Membership } from './membership.entity.ts';
export { openSignIn, sessionCookieName, type SignIn } from './sign-in.ts';
export type { PasswordCost } from './password.hasher.ts';
