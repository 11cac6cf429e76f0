import type {
  DeskMailWording,
  MailWordingChange,
  MailWordingDraft,
  MailWordingPreview,
  MailWordingSummary,
} from '@limber/contracts';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { clinicPath, request } from '../../api/request.ts';
import { DESK } from '../desk.requests.ts';

const own = (kind: string, rest = ''): string =>
  clinicPath(`/desk/mail-wordings/${encodeURIComponent(kind)}${rest}`);

export const WORDING = [DESK, 'wording'] as const;

export const wordingsQuery = queryOptions({
  queryKey: [...WORDING, 'list'],
  queryFn: ({ signal }) =>
    request<MailWordingSummary[]>('GET', clinicPath('/desk/mail-wordings'), { signal }),
  refetchOnWindowFocus: true,
});

/** Asked again at each opening: somebody may have changed it, and a form begins with it. */
export const wordingQuery = (kind: string) =>
  queryOptions({
    queryKey: [...WORDING, 'one', kind],
    queryFn: ({ signal }) => request<DeskMailWording>('GET', own(kind), { signal }),
    refetchOnWindowFocus: false,
    gcTime: 0,
  });

/** The mail in these words, and how many planned ones say something else. */
export const previewQuery = (kind: string, draft: MailWordingDraft) =>
  queryOptions({
    queryKey: [...WORDING, 'preview', kind, draft],
    queryFn: ({ signal }) =>
      request<MailWordingPreview>('POST', own(kind, '/preview'), { body: draft, signal }),
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 15_000,
  });

export const saveWording = (
  kind: string,
  version: number,
  body: MailWordingChange,
): Promise<DeskMailWording> =>
  request('PUT', own(kind), { body, headers: { 'If-Match': `"${version}"` } });
