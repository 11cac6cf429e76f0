export const suggestedTexts = {
  title: 'What we suggested, and why',
  lead: 'As it was said when you booked. It is not worked out anew, also when our rules or the evidence have changed since.',
  mind: 'Said with it',
  rules: 'The rules that spoke',
  version: (version: string, when: string) => `Rules ${version}, ${when}`,
} as const;
