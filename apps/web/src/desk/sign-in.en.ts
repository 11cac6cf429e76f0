export const signInTexts = {
  title: 'Sign in to the desk',
  lead: 'For the people who work at the clinic.',
  wrong: 'E-mail address and password do not belong together. Check both and try again.',
  ended:
    'Your session has ended. Sign in again, and you are back where you were: the day and the open booking are kept.',
  email: 'E-mail',
  password: 'Password',
  show: 'Show password',
  hide: 'Hide password',
  go: 'Sign in',
  going: 'Signing in',
  demo: 'Demo accounts',
  demoLead:
    'A press fills in the e-mail. The passwords stand in the terminal where the clinic was started.',
  demoPeople: [
    ['ana@limber.example', 'Ana, therapist'],
    ['marek@limber.example', 'Marek, therapist'],
    ['desk@limber.example', 'Fay, front desk'],
    ['owner@limber.example', 'Olu, owner'],
  ],
} as const;
