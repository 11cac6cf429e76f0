import { bodyAreas, RecommendationRequest, Training } from '@limber/contracts';
import { vocabulary } from '@limber/evidence';

/** Neither room may know the other, so each lists its words; here stands that they are the same words. */
describe('the contract and the rules', () => {
  const { shape } = RecommendationRequest;
  it.each([
    ['areas', bodyAreas, vocabulary.areas],
    ['training types', Training.shape.type.options, vocabulary.trainingTypes],
    ['goals', shape.goal.options, vocabulary.goals],
    ['massage experience', shape.massageExperience.unwrap().options, vocabulary.massageExperiences],
    [
      'training experience',
      shape.trainingExperience.unwrap().options,
      vocabulary.trainingExperiences,
    ],
  ])('name the same %s', (_, contract, rules) => {
    expect([...contract].sort()).toEqual([...rules].sort());
  });
});
