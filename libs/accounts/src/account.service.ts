import type { SessionList, SignedInView, SignInRequest, Staff } from '@limber/contracts';
import type { AuditLogStore, TransactionRunner } from '@limber/persistence';
import type { DataSource } from 'typeorm';
import {
  notYours,
  signInBusy,
  signInFailed,
  tooManySignIns,
  unauthenticated,
} from './account.errors.ts';
import type { AccountLog } from './account.settings.ts';
import type { MembershipStore, WorksAt } from './membership.store.ts';
import type { LiveSession, SessionService } from './session.service.ts';
import { ADDRESS_HEADER, SIGN_IN_PATH, type SignIn } from './sign-in.ts';
import type { SignInLimiter } from './sign-in.limiter.ts';

/** Where a request to sign in or out comes from. */
export interface Caller {
  address: string;
  userAgent: string;
  cookie: string | undefined;
  requestId: string;
}

/** What the browser gets beside the answer. */
export interface WithCookies<Value> {
  value: Value;
  cookies: string[];
}

export interface AccountServiceParts {
  signIn: SignIn;
  sessions: SessionService;
  memberships: MembershipStore;
  limiter: SignInLimiter;
  dataSource: DataSource;
  runner: TransactionRunner;
  audit: AuditLogStore;
  log: AccountLog;
}

export class AccountService {
  constructor(private readonly parts: AccountServiceParts) {}

  async signIn(request: SignInRequest, caller: Caller): Promise<WithCookies<SignedInView>> {
    const { limiter, signIn, log } = this.parts;
    const about = { address: caller.address, requestId: caller.requestId };
    // Before any hashing: a refused attempt must cost next to nothing.
    const wait = limiter.take(request.email, caller.address);
    if (wait > 0) {
      log.warn({ event: 'sign_in.limited', ...about }, 'sign-in put off');
      throw tooManySignIns(wait);
    }
    if (signIn.hasher.isFull) throw signInBusy();
    // Nothing but the two fields: no callback address, no cookie of an older session.
    const { email, password } = request;
    const response = await this.hand('sign-in/email', caller, { email, password });
    if (response.status !== 200) {
      log.warn({ event: 'sign_in.failed', ...about }, 'sign-in failed');
      if (response.status >= 500) throw new Error(`sign-in answered ${response.status}`);
      throw signInFailed();
    }
    limiter.forgive(email, caller.address);
    const { user } = (await response.json()) as { user: Omit<LiveSession, 'userId' | 'token'> };
    const clinics = await this.worksAt(user.id);
    await this.auditSignIn(user.id, clinics, caller.requestId);
    log.info({ event: 'sign_in.ok', userId: user.id, ...about }, 'signed in');
    return { value: signedInView(user, clinics), cookies: this.sessionCookies(response) };
  }

  /** Ends the session on the server; with or without one the browser's cookie is cleared. */
  async signOut(caller: Caller): Promise<WithCookies<void>> {
    const session = await this.parts.sessions.find(caller.cookie);
    const response = await this.hand('sign-out', caller, {}, caller.cookie);
    if (!response.ok) throw new Error(`sign-out answered ${response.status}`);
    if (session) {
      const { requestId } = caller;
      this.parts.log.info({ event: 'sign_out', userId: session.userId, requestId }, 'signed out');
    }
    return { value: undefined, cookies: this.sessionCookies(response) };
  }

  async whoIs(cookie: string | undefined): Promise<SignedInView> {
    const session = await this.session(cookie);
    const { userId: id, name, email } = session;
    return signedInView({ id, name, email }, await this.worksAt(id));
  }

  async listSessions(cookie: string | undefined): Promise<SessionList> {
    return this.parts.sessions.list(await this.session(cookie));
  }

  async revokeSession(cookie: string | undefined, id: string): Promise<void> {
    const session = await this.session(cookie);
    if (!(await this.parts.sessions.revoke(session, id))) throw notYours('session');
    this.parts.log.info({ event: 'session.revoked', userId: session.userId }, 'session ended');
  }

  /** Who acts: UNAUTHENTICATED without a session. */
  async session(cookie: string | undefined): Promise<LiveSession> {
    const session = await this.parts.sessions.find(cookie);
    if (!session) throw unauthenticated();
    return session;
  }

  /** What they are in a clinic. Asked anew with every request: whoever is switched off is out at once. */
  async staffIn(session: LiveSession, clinicId: string): Promise<Staff> {
    const { userId, name } = session;
    const here = (await this.worksAt(userId)).find((each) => each.clinicId === clinicId);
    if (!here) throw notYours('clinic');
    return { userId, name, role: here.role, therapistId: here.therapistId };
  }

  private worksAt(userId: string): Promise<WorksAt[]> {
    return this.parts.memberships.listOf(this.parts.dataSource, userId);
  }

  /**
   * Asks the library as our own page would: the edge has already refused other sites, and a request made
   * here carries nothing of the caller's that was not looked at.
   */
  private hand(
    endpoint: 'sign-in/email' | 'sign-out',
    caller: Caller,
    body: object,
    cookie?: string,
  ): Promise<Response> {
    const { auth, options } = this.parts.signIn;
    return auth.handler(
      new Request(`${options.baseURL}${SIGN_IN_PATH}/${endpoint}`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          origin: options.baseURL,
          'user-agent': caller.userAgent.slice(0, 300),
          [ADDRESS_HEADER]: caller.address,
          ...(cookie && { cookie }),
        },
        body: JSON.stringify(body),
      }),
    );
  }

  /** The one cookie we know; the library also clears names it might have used. */
  private sessionCookies(response: Response): string[] {
    const { name } = this.parts.signIn.options.advanced.cookies.session_token;
    return response.headers.getSetCookie().filter((cookie) => cookie.startsWith(`${name}=`));
  }

  private async auditSignIn(userId: string, clinics: WorksAt[], requestId: string): Promise<void> {
    const { runner, audit } = this.parts;
    for (const { clinicId, role } of clinics) {
      await runner.run(clinicId, (tx) =>
        audit.record(tx, {
          actor: `staff:${userId}`,
          action: 'account.signed_in',
          subject: userId,
          details: { role },
          requestId,
        }),
      );
    }
  }
}

const signedInView = (
  { id, name, email }: SignedInView['user'],
  clinics: WorksAt[],
): SignedInView => ({
  user: { id, name, email },
  clinics: clinics.map((each) => ({ slug: each.slug, name: each.name, role: each.role })),
});
