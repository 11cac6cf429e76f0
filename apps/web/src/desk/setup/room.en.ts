/** The features the house has words for; a clinic may have others, and they read as they are written. */
const featureNames: Readonly<Record<string, string>> = {
  electric_table: 'Electric table',
  heat: 'Heat',
  couples: 'Couples',
  step_free: 'Step-free',
  sink: 'Sink',
};

export const featureName = (feature: string): string => {
  const plain = feature.replaceAll('_', ' ');
  return featureNames[feature] ?? plain.charAt(0).toUpperCase() + plain.slice(1);
};

export const knownFeatures = Object.keys(featureNames);

export const roomTexts = {
  add: 'Add a room',
  addTitle: 'New room',
  empty: 'No room yet',
  emptyNext: 'Add the first one: without a room nothing can be booked.',
  panelLead: 'Name, features, how many clients at once',
  name: 'Name',
  location: 'Location',
  locationFixed: 'A room never moves to another location: bookings point to it.',
  features: 'Features',
  featuresHint: 'Services ask for these. Rooms with the fewest unneeded ones are given first.',
  moreFeature: 'Another feature',
  moreFeatureHint: 'One word in small letters, such as infrared. Press Enter to add it.',
  addFeature: 'Add the feature',
  capacity: 'Clients at once',
  clients: 'clients',
  capacityOf: (n: number) => (n === 1 ? 'One client' : `${n} clients at once`),
  active: 'In use',
  activeHint: 'Off: never given to a booking again. For a while only, use “out of order” instead.',
  inactive: 'Not in use',
  noFeatures: 'no special features',
  saved: (name: string) => `${name} is saved.`,
  added: (name: string) => `${name} is added.`,
  yes: 'yes',
  no: 'no',
  outages: 'Out of order',
  noOutages: 'In order, as far as it is known.',
  outOfOrder: 'Out of order',
  outFrom: (when: string) => `Out of order from ${when}`,
  addOutage: 'Set out of order',
  addOutageOf: (room: string) => `Set out of order: ${room}`,
  outageTitle: (room: string) => `${room} out of order`,
  outageLead: 'Dates and times of the location, both ends included',
  reason: 'Reason',
  reasonHint: 'For the team only.',
  outageSaved: (room: string) => `${room} is out of order for that time.`,
  deskMay: 'The owner changes the rooms; setting one out of order is for everybody at the desk.',
  endOutage: 'In order again',
  endOutageOf: (room: string, when: string) => `${room} is in order again: remove ${when}`,
  outageEnded: (room: string) => `${room} is in order again.`,
} as const;
