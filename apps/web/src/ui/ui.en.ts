/** Sentences of the parts that every page uses. */
export const uiTexts = {
  copy: 'Copy',
  copied: 'Copied.',
  loading: 'Loading',
  tryAgain: 'Try again',
  offline: {
    title: 'No connection to the clinic',
    detail:
      'Nothing was sent, and everything you entered is still here. Check your connection and try again.',
  },
  broken: {
    title: 'Something went wrong',
    detail: 'This is our mistake. What you entered is still here. Try again, or phone the clinic.',
  },
  requestId: (id: string) => `If you call us about it, the number of this request is ${id}.`,
  certainty: (word: string) => `${word.charAt(0).toUpperCase()}${word.slice(1)} certainty`,
  call: (number: string) => `Call ${number}`,
  skipToContent: 'Skip to content',
} as const;
