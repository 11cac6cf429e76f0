import type { StaffRole } from '@limber/contracts';
import type { LinkProps } from '@tanstack/react-router';
import {
  Activity,
  CalendarDays,
  CalendarRange,
  ChartNoAxesColumn,
  CalendarSync,
  Clock4,
  Hourglass,
  ListOrdered,
  type LucideIcon,
  MailWarning,
  Palmtree,
  PhoneCall,
  Settings2,
  Thermometer,
} from 'lucide-react';
import { deskTexts as texts } from './shell.en.ts';

export interface RailItem {
  to: NonNullable<LinkProps['to']>;
  label: string;
  icon: LucideIcon;
  /** Who finds it in the rail. The clinic asks again at every request. */
  roles: readonly StaffRole[];
}

export interface RailGroup {
  /** Left out where the group needs no name. */
  title?: string;
  items: readonly RailItem[];
}

const everybody: readonly StaffRole[] = ['therapist', 'front_desk', 'owner'];
const office: readonly StaffRole[] = ['front_desk', 'owner'];

/** The desk's rooms, in the order they stand in the rail. A group without an item for a role is not shown. */
export const rail: readonly RailGroup[] = [
  {
    items: [
      { to: '/desk/day', label: texts.day, icon: CalendarDays, roles: everybody },
      { to: '/desk/week', label: texts.week, icon: CalendarRange, roles: everybody },
      {
        to: '/desk/waiting',
        label: texts.waiting,
        icon: PhoneCall,
        roles: ['front_desk', 'owner'],
      },
      { to: '/desk/waitlist', label: texts.waitlist, icon: ListOrdered, roles: office },
      { to: '/desk/requests', label: texts.requests, icon: Hourglass, roles: office },
      { to: '/desk/sick', label: texts.sick, icon: Thermometer, roles: office },
      { to: '/desk/mail', label: texts.mail, icon: MailWarning, roles: office },
      { to: '/desk/reports', label: texts.reports, icon: ChartNoAxesColumn, roles: ['owner'] },
    ],
  },
  {
    items: [
      { to: '/desk/calendars', label: texts.calendars, icon: CalendarSync, roles: everybody },
      { to: '/desk/jobs', label: texts.jobs, icon: Activity, roles: ['owner'] },
      { to: '/desk/setup', label: texts.setUp, icon: Settings2, roles: ['front_desk', 'owner'] },
      { to: '/desk/setup/shifts', label: texts.ownShifts, icon: Clock4, roles: ['therapist'] },
      { to: '/desk/setup/time-off', label: texts.ownTimeOff, icon: Palmtree, roles: ['therapist'] },
    ],
  },
];

export const railFor = (role: StaffRole): RailGroup[] =>
  rail
    .map((group) => ({ ...group, items: group.items.filter(({ roles }) => roles.includes(role)) }))
    .filter(({ items }) => items.length > 0);
