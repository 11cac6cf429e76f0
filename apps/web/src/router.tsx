import { type ReactElement, type ReactNode, Suspense } from 'react';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  useLocation,
} from '@tanstack/react-router';
import { StartPage } from './booking/start.page.tsx';
import { Frame } from './pages/frame.tsx';
import { NotFoundPage } from './pages/not-found.page.tsx';
import { bookingSearch } from './booking/booking.search.ts';
import { deskSearch, signInSearch } from './desk/desk.search.ts';
import { Skeleton } from './ui/skeleton.tsx';

/** The desk brings its own frame: its people are not the site's visitors. */
function Root(): ReactElement {
  const isDesk = useLocation({ select: ({ pathname }) => /^\/desk(\/|$)/.test(pathname) });
  if (!isDesk) return <Frame />;
  return (
    <Suspense fallback={<Skeleton />}>
      <Outlet />
    </Suspense>
  );
}

const root = createRootRoute({ component: Root, notFoundComponent: NotFoundPage });

/** The first view holds the first question only; every other page comes when it is asked for. */
const page = <
  Path extends string,
  Pages extends Record<Name, () => ReactNode>,
  Name extends string & keyof Pages,
>(
  path: Path,
  load: () => Promise<Pages>,
  name: Name,
) => createRoute({ getParentRoute: () => root, path, component: lazyRouteComponent(load, name) });

const start = createRoute({ getParentRoute: () => root, path: '/', component: StartPage });
const times = createRoute({
  getParentRoute: () => root,
  path: '/book/times',
  validateSearch: bookingSearch,
  component: lazyRouteComponent(() => import('./booking/times.page.tsx'), 'TimesPage'),
});

const waitlistJoin = createRoute({
  getParentRoute: () => root,
  path: '/waitlist/join',
  validateSearch: bookingSearch,
  component: lazyRouteComponent(() => import('./waitlist/join.page.tsx'), 'JoinPage'),
});

const deskSignIn = createRoute({
  getParentRoute: () => root,
  path: '/desk/sign-in',
  validateSearch: signInSearch,
  component: lazyRouteComponent(() => import('./desk/sign-in.page.tsx'), 'SignInPage'),
});
/** What every desk page shares: the rail, who is signed in, and which booking lies open in the panel. */
const desk = createRoute({
  getParentRoute: () => root,
  path: '/desk',
  validateSearch: deskSearch,
  component: lazyRouteComponent(() => import('./desk/desk-frame.tsx'), 'DeskFrame'),
});
const deskPage = <
  Path extends string,
  Pages extends Record<Name, () => ReactNode>,
  Name extends string & keyof Pages,
>(
  path: Path,
  load: () => Promise<Pages>,
  name: Name,
) => createRoute({ getParentRoute: () => desk, path, component: lazyRouteComponent(load, name) });

const deskPages = [
  deskPage('/', () => import('./desk/desk.page.tsx'), 'DeskPage'),
  deskPage('/day', () => import('./desk/day.page.tsx'), 'DayPage'),
  deskPage('/week', () => import('./desk/calendar/week.page.tsx'), 'WeekPage'),
  deskPage('/waiting', () => import('./desk/waiting.page.tsx'), 'WaitingPage'),
  deskPage('/waitlist', () => import('./desk/waitlist/waitlist.page.tsx'), 'DeskWaitlistPage'),
  deskPage('/requests', () => import('./desk/requests.page.tsx'), 'RequestsPage'),
  deskPage('/calendars', () => import('./desk/feeds.page.tsx'), 'FeedsPage'),
  deskPage('/sick', () => import('./desk/sick.page.tsx'), 'SickPage'),
  deskPage('/jobs', () => import('./desk/jobs/jobs.page.tsx'), 'JobsPage'),
  deskPage('/mail', () => import('./desk/mail/mail.page.tsx'), 'MailPage'),
  deskPage('/reports', () => import('./desk/reports/outcomes.page.tsx'), 'OutcomeReportPage'),
  deskPage('/setup', () => import('./desk/setup/overview.page.tsx'), 'OverviewPage'),
  deskPage('/setup/locations', () => import('./desk/setup/locations.page.tsx'), 'LocationsPage'),
  deskPage('/setup/rooms', () => import('./desk/setup/rooms.page.tsx'), 'RoomsPage'),
  deskPage('/setup/services', () => import('./desk/setup/services.page.tsx'), 'ServicesPage'),
  deskPage('/setup/people', () => import('./desk/setup/people.page.tsx'), 'PeoplePage'),
  deskPage('/setup/shifts', () => import('./desk/setup/shifts.page.tsx'), 'ShiftsPage'),
  deskPage('/setup/exceptions', () => import('./desk/setup/exceptions.page.tsx'), 'ExceptionsPage'),
  deskPage('/setup/time-off', () => import('./desk/setup/time-off.page.tsx'), 'TimeOffPage'),
  deskPage('/setup/holidays', () => import('./desk/setup/holidays.page.tsx'), 'HolidaysPage'),
  deskPage('/setup/policies', () => import('./desk/setup/policies.page.tsx'), 'PoliciesPage'),
  deskPage('/setup/wording', () => import('./desk/wording/wordings.page.tsx'), 'WordingsPage'),
  deskPage('/setup/wording/$kind', () => import('./desk/wording/wording.page.tsx'), 'WordingPage'),
];

const routes = [
  start,
  times,
  page('/book/training/$question', () => import('./booking/training.page.tsx'), 'TrainingPage'),
  page('/book/check', () => import('./booking/check.page.tsx'), 'CheckPage'),
  page('/book/safety', () => import('./booking/safety.page.tsx'), 'SafetyPage'),
  page('/book/details', () => import('./booking/details.page.tsx'), 'DetailsPage'),
  page('/book/done', () => import('./booking/done.page.tsx'), 'DonePage'),
  page('/check-in/$token', () => import('./account/check-in.page.tsx'), 'CheckInPage'),
  page('/outcomes/$token', () => import('./account/outcomes.page.tsx'), 'OutcomesPage'),
  page('/manage/$reference', () => import('./account/manage.page.tsx'), 'ManagePage'),
  page('/manage/$reference/intake', () => import('./account/intake.page.tsx'), 'IntakePage'),
  page('/manage/$reference/again', () => import('./account/again.page.tsx'), 'AgainPage'),
  page('/manage/$reference/move', () => import('./account/move.page.tsx'), 'MovePage'),
  page('/manage/$reference/earlier', () => import('./waitlist/earlier.page.tsx'), 'EarlierPage'),
  waitlistJoin,
  page('/waitlist/$token', () => import('./waitlist/entry.page.tsx'), 'EntryPage'),
  page('/waitlist-offer/$token', () => import('./waitlist/offer.page.tsx'), 'WaitlistOfferPage'),
  page('/re-offer/$token', () => import('./account/re-offer.page.tsx'), 'ReOfferPage'),
  page('/unsubscribe/$token', () => import('./account/unsubscribe.page.tsx'), 'UnsubscribePage'),
  page('/evidence', () => import('./evidence/evidence.page.tsx'), 'EvidencePage'),
  page(
    '/evidence/warning-signs',
    () => import('./evidence/warning-signs.page.tsx'),
    'WarningSignsPage',
  ),
  page('/evidence/$claimId', () => import('./evidence/claim.page.tsx'), 'ClaimPage'),
  page('/mailbox', () => import('./mailbox/mailbox.page.tsx'), 'MailboxPage'),
  page('/privacy', () => import('./pages/legal.page.tsx'), 'PrivacyPage'),
  page('/terms', () => import('./pages/legal.page.tsx'), 'TermsPage'),
  page('/accessibility', () => import('./pages/legal.page.tsx'), 'AccessibilityPage'),
  page('/imprint', () => import('./pages/legal.page.tsx'), 'ImprintPage'),
  page('/source', () => import('./pages/legal.page.tsx'), 'SourcePage'),
  deskSignIn,
  desk.addChildren(deskPages),
];

export const router = createRouter({
  routeTree: root.addChildren(routes),
  scrollRestoration: true,
  defaultPreload: 'intent',
  defaultPreloadDelay: 30,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
