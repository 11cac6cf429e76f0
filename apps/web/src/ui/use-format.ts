import { useMemo } from 'react';
import { useClinic } from '../api/clinic.queries.ts';
import { type Format, formatOf } from './format.ts';

export function useFormat(): Format {
  const { data } = useClinic();
  return useMemo(() => formatOf(data), [data]);
}
