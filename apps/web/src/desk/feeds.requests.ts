import type { CalendarFeedMade, DeskCalendarFeeds, NewCalendarFeed } from '@limber/contracts';
import { queryOptions } from '@tanstack/react-query';
import { clinicPath, request } from '../api/request.ts';

export const feedsQuery = queryOptions({
  queryKey: ['desk', 'calendar-feeds'],
  queryFn: ({ signal }) =>
    request<DeskCalendarFeeds>('GET', clinicPath('/desk/calendar-feeds'), { signal }),
});

export const makeFeed = (body: NewCalendarFeed): Promise<CalendarFeedMade> =>
  request('POST', clinicPath('/desk/calendar-feeds'), { body });

export const revokeFeed = (id: string): Promise<void> =>
  request('POST', clinicPath(`/desk/calendar-feeds/${id}/revoke`));
