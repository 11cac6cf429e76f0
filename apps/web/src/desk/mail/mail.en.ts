import type { DeskMailStops, Trouble } from '@limber/contracts';

type Scope = DeskMailStops['stops'][number]['scope'];
export type Shown = Trouble | 'stops';

export const mailTexts = {
  title: 'Mail',
  lead: 'What did not arrive, and to whom no mail goes. Newest first.',
  show: 'Show',
  tabs: {
    failed: 'Failed',
    unclear: 'Unclear',
    retrying: 'Being retried',
    late: 'Too late',
    stops: 'Stopped addresses',
  } satisfies Record<Shown, string>,
  tab: (name: string, count: number) => `${name} · ${count < 1000 ? count : '1000+'}`,
  about: {
    failed: 'Given up. Send it again, or phone.',
    unclear: 'The connection broke while it was handed over. It may have arrived.',
    retrying: 'The mail server did not take it yet. Limber goes on trying by itself.',
    late: 'It would have come too late to be of use, so it was not sent.',
    stops: 'Only the address itself is forgotten: a stop outlives the client’s record.',
  } satisfies Record<Shown, string>,
  none: {
    failed: 'No mail has failed.',
    unclear: 'Of every mail it is clear whether it went.',
    retrying: 'No mail waits for another try.',
    late: 'No mail came too late.',
    stops: 'No address is stopped.',
  } satisfies Record<Shown, string>,
  fromTheClinic: 'Message from the clinic',
  to: (email: string) => `to ${email}`,
  due: (when: string) => `due ${when}`,
  tries: (count: number) => (count === 1 ? '1 try' : `${count} tries`),
  next: (when: string) => `next try ${when}`,
  serverSaid: (words: string) => `Mail server: ${words}`,
  nobody: 'Nobody here has this address any more',
  open: (reference: string) => `Open booking ${reference}`,
  more: 'Show more',
  scopes: {
    undeliverable: 'Mails come back. None is sent but safety advice.',
    complaint:
      'Called a mail of ours spam. Only booking mails that must be said are sent, no reminders.',
    all: 'Asked for booking mails and safety advice only.',
    check_ins: 'Asked for no check-ins.',
    marketing: 'Asked for no offers.',
  } satisfies Record<Scope, string>,
  since: (when: string) => `since ${when}`,
  own: 'Their own wish: only they can take it back, by ticking the box when they book.',
  lift: 'Send mails again',
  liftFor: (name: string) => `Send mails again to ${name}`,
  why: 'Why may mails go there again?',
  whyHint: 'For example: the client rang, the mailbox works again. It is written down.',
  whyMissing: 'Say in a word why.',
  sure: 'Lift the stop',
  back: 'Back',
  lifted: (name: string) => `Mails go to ${name} again.`,
  thisAddress: 'this address',
} as const;
