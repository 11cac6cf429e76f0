/** Fictional people of the demo clinic, made in demo mode only. Everybody may know these passwords. */
export interface DemoSignIn {
  who: string;
  name: string;
  email: string;
  password: string;
  role: 'owner' | 'front_desk' | 'therapist';
  /** Key in the demo clinic's file; for therapists. */
  therapist?: string;
}

/** Told at the end of a start. Light on purpose: the start imports it, and must not load the seed. */
export const demoSignIns: DemoSignIn[] = [
  {
    who: 'owner',
    name: 'Olu Adeyemi',
    email: 'owner@limber.example',
    password: 'owner-of-limber',
    role: 'owner',
  },
  {
    who: 'front desk',
    name: 'Fay Lindgren',
    email: 'desk@limber.example',
    password: 'front-desk-demo',
    role: 'front_desk',
  },
  {
    who: 'therapist Ana',
    name: 'Ana Ribeiro',
    email: 'ana@limber.example',
    password: 'ana-likes-tides',
    role: 'therapist',
    therapist: 'ana',
  },
  {
    who: 'therapist Marek',
    name: 'Marek Nowak',
    email: 'marek@limber.example',
    password: 'marek-hill-runs',
    role: 'therapist',
    therapist: 'marek',
  },
];
