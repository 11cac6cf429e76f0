/** What a private calendar says of a visit; nothing of anybody's health. Names without a comma: programs differ on how one is read. */
export const feedTexts = {
  staffName: (therapist: string, clinic: string) => `${therapist} at ${clinic}`,
  clientName: (clinic: string) => `My visits at ${clinic}`,
  visit: (client: string, service: string) => `${client}, ${service}`,
  room: (room: string) => `Room: ${room}`,
  reference: (reference: string) => `Reference: ${reference}`,
} as const;
