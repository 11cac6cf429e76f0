import type { DeskMe } from '@limber/contracts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { isCode } from '../api/problem.ts';
import { DESK, meQuery, signOut } from './desk.requests.ts';

const SIGN_IN = '/desk/sign-in';

/** Takes what was read at the desk out of memory: the next person at this screen may be another. */
export function useForget(): () => void {
  const cache = useQueryClient();
  return useCallback(() => {
    void cache.cancelQueries({ queryKey: [DESK] });
    cache.removeQueries({ queryKey: [DESK] });
  }, [cache]);
}

/** Nobody is signed in any more: off to the sign-in, which leads back to this very address. */
export function useSignInWhenGone(error: unknown): void {
  const isGone = isCode(error, 'UNAUTHENTICATED');
  const cache = useQueryClient();
  const forget = useForget();
  const go = useNavigate();
  const router = useRouter();
  useEffect(() => {
    // Read once, not followed: the address changes by this very navigation.
    const { href, pathname } = router.state.location;
    if (!isGone || pathname === SIGN_IN) return;
    const wasIn = cache.getQueryData(meQuery.queryKey) !== undefined;
    void go({
      to: SIGN_IN,
      search: { next: href, ...(wasIn && { ended: true }) },
      replace: true,
    }).then(forget);
  }, [isGone, cache, forget, go, router]);
}

export function useMe(): { me: DeskMe | undefined; error: unknown; retry: () => void } {
  const me = useQuery(meQuery);
  useSignInWhenGone(me.error);
  return { me: me.data, error: me.error, retry: () => void me.refetch() };
}

/** Signs out; a session that has already gone counts as out. */
export function useSignOut(): { leave: () => void; isLeaving: boolean } {
  const forget = useForget();
  const go = useNavigate();
  const leave = useMutation({
    mutationFn: () =>
      signOut().catch((error: unknown) => {
        if (!isCode(error, 'UNAUTHENTICATED')) throw error;
      }),
    onSuccess: () => go({ to: SIGN_IN, replace: true }).then(forget),
  });
  return { leave: () => leave.mutate(), isLeaving: leave.isPending };
}
