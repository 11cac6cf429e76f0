import type { StaffRole } from '@limber/contracts';
import type { LinkProps } from '@tanstack/react-router';
import {
  CalendarOff,
  CalendarX2,
  Clock4,
  DoorOpen,
  HandHeart,
  type LucideIcon,
  MailOpen,
  MapPin,
  Palmtree,
  ScrollText,
  Users,
} from 'lucide-react';
import { type sectionTexts } from './sections.en.ts';

export type SectionKey = keyof typeof sectionTexts.names;

export interface Section {
  key: SectionKey;
  to: NonNullable<LinkProps['to']>;
  icon: LucideIcon;
  /** Who finds it. */
  readers: readonly StaffRole[];
  /** Who may change what is in it; the clinic asks again at every request. */
  editors: readonly StaffRole[];
}

const owner: readonly StaffRole[] = ['owner'];
const office: readonly StaffRole[] = ['owner', 'front_desk'];
const everybody: readonly StaffRole[] = ['owner', 'front_desk', 'therapist'];

const section = (
  key: SectionKey,
  icon: LucideIcon,
  readers: readonly StaffRole[],
  editors: readonly StaffRole[],
): Section => ({ key, to: `/desk/setup/${key}` as Section['to'], icon, readers, editors });

/** What is set up, from the place to the rules. */
export const sections: readonly Section[] = [
  section('locations', MapPin, office, owner),
  section('rooms', DoorOpen, office, owner),
  section('services', HandHeart, office, owner),
  section('people', Users, office, owner),
  section('shifts', Clock4, everybody, office),
  section('exceptions', CalendarX2, everybody, office),
  section('time-off', Palmtree, everybody, everybody),
  section('holidays', CalendarOff, office, office),
  section('policies', ScrollText, office, owner),
  section('wording', MailOpen, owner, owner),
];

export const sectionsFor = (role: StaffRole): Section[] =>
  sections.filter(({ readers }) => readers.includes(role));

export const mayEdit = (key: SectionKey, role: StaffRole): boolean =>
  sections.some((each) => each.key === key && each.editors.includes(role));
