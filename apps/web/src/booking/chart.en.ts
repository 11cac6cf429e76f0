export const chartTexts = {
  title: 'How sore you may be',
  about:
    'A likely range, not a forecast for you: people differ a lot. From the window on, its lower edge also covers what a massage may take off. Its upper edge stays: some people feel no difference.',
  picture: (now: string, from: string, to: string) =>
    `Likely soreness from 0 to 96 hours after training. Now: ${now}. The window that fits: ${from} to ${to}. The table has the numbers.`,
  now: 'now',
  window: 'window that fits',
  band: 'likely soreness',
  best: 'best part',
  offered: 'free times',
  axis: 'hours after training',
  hours: (hours: number) => `${hours} h`,
  table: 'Show as a table',
  tableHide: 'Show as a picture',
  when: 'When',
  range: 'Likely soreness, 0 to 10',
  inWindow: 'Window',
  fits: 'fits',
  bestFits: 'best part',
  outside: '–',
  fromTo: (low: string, high: string) => `${low} to ${high}`,
} as const;
