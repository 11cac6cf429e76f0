import { SetMetadata } from '@nestjs/common';
import type { StaffRole } from '@limber/contracts';

/**
 * Who may call a route. `hold_token` and `link_token` routes check the secret inside the service's
 * transaction; `demo` exists in demo mode only; `sign_in` is for everybody, from our own pages;
 * `mail_report` needs the secret of whoever hands in returned mails; `staff` needs
 * a session and a membership in the route's clinic, and a role out of `roles` where any are named. A route
 * without one of these does not start.
 */
export type AccessKind =
  'public' | 'hold_token' | 'link_token' | 'demo' | 'sign_in' | 'mail_report' | 'staff';

export interface AccessPolicy {
  kind: AccessKind;
  roles?: readonly StaffRole[] | undefined;
}

export const ACCESS = 'limber:access';
export function Access(kind: Exclude<AccessKind, 'staff'>): MethodDecorator & ClassDecorator;
export function Access(
  kind: 'staff',
  roles?: readonly StaffRole[],
): MethodDecorator & ClassDecorator;
export function Access(
  kind: AccessKind,
  roles?: readonly StaffRole[],
): MethodDecorator & ClassDecorator {
  const policy: AccessPolicy = { kind, roles };
  return SetMetadata(ACCESS, policy);
}
