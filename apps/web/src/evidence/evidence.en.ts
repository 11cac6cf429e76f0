export const evidenceTexts = {
  title: 'What massage can do after training, and what it cannot',
  lead: 'Six benefits are often claimed. Here is each one with how sure it is, what it is based on, and what it does not show.',
  reviewed: 'Not reviewed by a clinician yet; not medical advice.',
  how: 'How to read this',
  howText:
    'Certainty says how far the picture can be trusted: at very low, the next good study may well change it; at high, it hardly will. Most of these studies are small, and nobody can hide from people whether they got a massage, so part of the effect may be expectation.',
  scope:
    '“Read” means the text named there, mostly the abstract, was read when the page was compiled. Studies we know from memory only are named without their results.',
  contents: 'The six benefits',
  number: (n: number) => `${n}`,
  certaintyWhy: 'Why this certainty',
  mechanism: 'How it might work',
  caveat: 'Mind this',
  notShown: 'What is not shown',
  notShownText: {
    C1: 'Not that soreness goes away, and not that the muscle itself mends sooner.',
    C2: 'Not that more blood reaches the muscle, and not that anything is flushed out of it.',
    C3: 'Not that you adapt better, hurt less or come back sooner because of it.',
    C4: 'Not that the next training session goes better.',
    C5: 'Not that the gain lasts, nor that stiff or sore muscle is put right.',
    C6: 'Not that massage makes anybody train more often. No study has tested it.',
  } as Readonly<Record<string, string>>,
  for: 'Studies for it',
  against: 'Against it, or no difference',
  nobody: 'None found.',
  measuredAt: (from: number, to: number) => `Measured ${from} to ${to} hours after training.`,
  measuredAfter: (from: number, to: number) => `Measured ${from} to ${to} hours after the massage.`,
  checked: (date: string) => `Checked ${date}`,
  people: (n: number) => (n === 1 ? '1 person' : `${n} people`),
  read: (scope: string) => `read: ${scope}`,
  fromMemory: 'from memory, not checked',
  effect: {
    title: 'Soreness, pooled over trials',
    label: (hours: number) => `${hours} h after exercise`,
    axisLess: 'less sore with massage',
    axisMore: 'more sore',
    zero: 'no difference',
    unit: 'Standardised difference with its 95% interval, from Guo and colleagues, 2017. The trials were unblinded and very different from each other, so the true effect is probably smaller; the better field trials found little or none.',
    value: (smd: string, low: string, high: string) => `${smd} (${low} to ${high})`,
    picture:
      'Three estimates with their intervals, all on the side of less soreness, the first almost touching no difference.',
  },
  more: 'Also good to know',
  signs: 'Signs that need a clinician, not a massage',
} as const;

export const warningTexts = {
  title: 'Signs that need a clinician, not a massage',
  lead: 'If one of these is true for you, do not wait for a visit with us, and do not have the place rubbed.',
  numbers: {
    GB: [
      ['Emergency', '999'],
      ['Advice', '111'],
    ],
    US: [['Emergency', '911']],
  } as Readonly<Record<string, readonly (readonly [string, string])[]>>,
  elsewhere: [['Emergency', '112']] as readonly (readonly [string, string])[],
  call: (label: string, number: string) => `${label}: ${number}`,
  levels: {
    emergency: 'Call now',
    urgent: 'Get help today',
    clinician: 'See a clinician first',
    wait: 'Wait until you are well',
    rebook: 'Choose another time',
  },
  more: 'Signs can come days after hard training. We do not diagnose; these lines only say who should look at it, and how soon.',
  reach: (phone: string) => `If something worries you after a visit, call us: ${phone}.`,
} as const;
