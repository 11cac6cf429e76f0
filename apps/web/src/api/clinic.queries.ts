import type { ClinicView, ServiceView, TherapistView } from '@limber/contracts';
import { queryOptions, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { clinicPath, request } from './request.ts';

const LONG = 10 * 60_000;

export const clinicQuery = queryOptions({
  queryKey: ['clinic'],
  queryFn: ({ signal }) => request<ClinicView>('GET', clinicPath(''), { signal }),
  staleTime: LONG,
});

export const servicesQuery = queryOptions({
  queryKey: ['services'],
  queryFn: ({ signal }) => request<ServiceView[]>('GET', clinicPath('/services'), { signal }),
  staleTime: LONG,
});

export const therapistsQuery = queryOptions({
  queryKey: ['therapists'],
  queryFn: ({ signal }) => request<TherapistView[]>('GET', clinicPath('/therapists'), { signal }),
  staleTime: LONG,
});

export const useClinic = (): UseQueryResult<ClinicView> => useQuery(clinicQuery);
export const useServices = (): UseQueryResult<ServiceView[]> => useQuery(servicesQuery);
export const useTherapists = (): UseQueryResult<TherapistView[]> => useQuery(therapistsQuery);
