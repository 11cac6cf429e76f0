export const startTexts = {
  title: 'Did you train, or do you just want to relax?',
  lead: 'Say what you did, and get a suggestion with its reasons and how sure they are. Or go straight to the times.',
  choices: 'Two ways to begin',
  trained: {
    title: 'I trained',
    hint: 'A run, weights, a match. Six short questions, all of them can be skipped.',
  },
  relax: { title: 'Just relax', hint: 'A calm hour. One health question, then the times.' },
  choose: 'See all sessions and prices',
  evidence: 'What massage can do after training, and what it cannot',
} as const;
