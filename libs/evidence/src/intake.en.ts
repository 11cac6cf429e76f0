import type { IntakeGroupId } from './intake.data.ts';

export const intakeGroupTitles: Readonly<Record<IntakeGroupId, string>> = {
  heart_blood: 'Heart, blood pressure and blood',
  pregnancy: 'Pregnancy',
  cancer_organs: 'Cancer, swelling and organs',
  operations_bones: 'Operations and bones',
  nerves_muscles: 'Nerves and muscles',
  skin_places: 'Skin and single places',
  about_you: 'About you',
};
