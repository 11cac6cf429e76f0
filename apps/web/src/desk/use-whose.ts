import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useStaff } from './me.context.ts';
import { peopleQuery } from './setup/setup.requests.ts';

interface Whose {
  people: { id: string; name: string }[];
  /** The one picked, or the first; nobody where nobody works. */
  id: string | undefined;
  pick: (id: string) => void;
}

/** Whose calendars one may look after: the office everybody's who works, therapists their own. */
export function useWhose(): Whose {
  const { role, therapistId, name } = useStaff();
  const isOwn = role === 'therapist';
  const asked = useQuery({ ...peopleQuery, enabled: !isOwn });
  const [picked, pick] = useState('');
  const own = therapistId ? [{ id: therapistId, name }] : [];
  const people = isOwn ? own : (asked.data ?? []).filter(({ active }) => active);
  return { people, id: picked || people[0]?.id, pick };
}
