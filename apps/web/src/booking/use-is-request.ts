import { useServices } from '../api/clinic.queries.ts';

/** Whether booking this session only asks for it: the clinic says yes or no. */
export const useIsRequest = (serviceId: string): boolean => {
  const { data: services = [] } = useServices();
  return services.find(({ id }) => id === serviceId)?.needsConfirmation ?? false;
};
