import type { SessionList } from '@limber/contracts';
import type { SignIn } from './sign-in.ts';

/** The token is the library's handle on a session; it never leaves the server but in the signed cookie. */
export interface LiveSession {
  id: string;
  token: string;
  userId: string;
  name: string;
  email: string;
}

/**
 * Sessions live on real time, not the demo clock. The library knows their fixed end; that an unused one ends
 * earlier is looked after here, by the database's clock.
 */
export class SessionService {
  constructor(
    private readonly signIn: SignIn,
    private readonly idleMinutes: number,
  ) {}

  /** Who a Cookie header speaks for, or null: none, forged, over, signed out. */
  async find(cookie: string | undefined): Promise<LiveSession | null> {
    if (!cookie) return null;
    const found = await this.signIn.auth.api.getSession({ headers: new Headers({ cookie }) });
    if (!found) return null;
    const { session, user } = found;
    if (!(await this.isInUse(session.id))) {
      await this.end(session.token);
      return null;
    }
    const { id, token } = session;
    return { id, token, userId: user.id, name: user.name, email: user.email };
  }

  async list(current: LiveSession): Promise<SessionList> {
    const { internalAdapter } = await this.signIn.auth.$context;
    const sessions = await internalAdapter.listSessions(current.userId, {
      onlyActiveSessions: true,
    });
    return sessions
      .map(({ id, createdAt, updatedAt, userAgent }) => ({
        id,
        current: id === current.id,
        signedInAt: createdAt.toISOString(),
        lastUsedAt: updatedAt.toISOString(),
        userAgent: userAgent ?? '',
      }))
      .sort((a, b) => b.lastUsedAt.localeCompare(a.lastUsedAt));
  }

  /** Ends one of the same person's sessions; false when there is no such one. */
  async revoke(current: LiveSession, id: string): Promise<boolean> {
    const { internalAdapter } = await this.signIn.auth.$context;
    const sessions = await internalAdapter.listSessions(current.userId);
    const meant = sessions.find((session) => session.id === id);
    if (!meant) return false;
    await this.end(meant.token);
    return true;
  }

  private async end(token: string): Promise<void> {
    const { internalAdapter } = await this.signIn.auth.$context;
    await internalAdapter.deleteSession(token);
  }

  /** Notes the use at most once a minute, so that reading a page does not write a row each time. */
  private async isInUse(id: string): Promise<boolean> {
    const { rows } = await this.signIn.pool.query<{ alive: boolean; isOld: boolean }>(
      `SELECT "updatedAt" > clock_timestamp() - make_interval(mins => $2) AS alive,
              "updatedAt" < clock_timestamp() - interval '1 minute' AS "isOld"
         FROM auth.session WHERE id = $1`,
      [id, this.idleMinutes],
    );
    const [session] = rows;
    if (session?.alive && session.isOld) {
      await this.signIn.pool.query(
        'UPDATE auth.session SET "updatedAt" = clock_timestamp() WHERE id = $1',
        [id],
      );
    }
    return session?.alive ?? false;
  }
}
