/** What a private calendar says of a visit; nothing of anybody's health. */
export const feedTexts = {
  staffName: (therapist: string, clinic: string) => `${therapist}, ${clinic}`,
  clientName: (clinic: string) => `My visits, ${clinic}`,
  visit: (client: string, service: string) => `${client}, ${service}`,
  room: (room: string) => `Room: ${room}`,
  reference: (reference: string) => `Reference: ${reference}`,
} as const;
