import type {
  SeriesCancelled,
  SeriesCancelRequest,
  SeriesPreview,
  SeriesPreviewRequest,
  SeriesRequest,
  SeriesView,
} from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request } from '../../api/request.ts';
import { CALENDAR } from '../desk.requests.ts';

export const seriesPreviewQuery = (body: SeriesPreviewRequest | null) =>
  queryOptions({
    queryKey: [...CALENDAR, 'series', body],
    queryFn: ({ signal }) =>
      request<SeriesPreview>('POST', clinicPath('/desk/series/preview'), { body, signal }),
    enabled: body !== null,
    staleTime: 0,
    // The dates stay while somebody is picked, so that the panel does not jump.
    placeholderData: (previous) => previous,
  });

export const saveSeries = (body: SeriesRequest, key: string): Promise<SeriesView> =>
  request('POST', clinicPath('/desk/series'), { body, headers: { 'Idempotency-Key': key } });

export const cancelSeries = (
  { seriesId, revision }: { seriesId: string; revision: number },
  body: SeriesCancelRequest,
): Promise<SeriesCancelled> =>
  request('POST', clinicPath(`/desk/series/${seriesId}/cancel`), {
    body,
    headers: { 'If-Match': `"${revision}"` },
  });
