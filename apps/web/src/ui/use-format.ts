import { useMemo } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { type Format, formatOf } from './format.ts';

export const useFormat = (): Format => usePlaceFormat();

/** Times of a visit are told on the clocks of its place, which may be another zone than the clinic's. */
export function usePlaceFormat(locationId?: string): Format {
  const { data } = useClinic();
  return useMemo(() => formatOf(data, locationId), [data, locationId]);
}
