export const callTexts = {
  call: (name: string, phone: string) => `Phone ${name}, ${phone}`,
} as const;
