import { claims } from './evidence.data.ts';
import { neverWritten, unsayableIn } from './copy.rules.ts';

describe('what somebody at a clinic wrote', () => {
  it.each([
    ['We are glad to see you. The door is beside the bakery.'],
    ['Massage may take the edge off soreness.'],
    ['Does a massage help? Nobody knows for certain.'],
    ['Relaxation massage, calm'],
    ['Please come ten minutes early, and bring what you wear for training.'],
    [''],
  ])('may say: %s', (text) => {
    expect(unsayableIn(text)).toBeNull();
  });

  it.each([
    ['Hello. Our massage heals muscles faster, come by.', 'heals muscle faster'],
    ['We flush out every toxin.', 'toxin'],
    ['It is probably fine.', 'probably fine'],
    ['Cures injuries.', 'cure'],
    ['Come by! Massage heals.', 'Massage heals.'],
    [
      'See you soon. You will have 2 points less soreness. Bye.',
      'You will have 2 points less soreness.',
    ],
    [
      'See you soon. Our massage relaxes you and you recover well.',
      'Our massage relaxes you and you recover well.',
    ],
  ])('may not say: %s', (text, said) => {
    expect(unsayableIn(text)).toBe(said);
  });

  it.each([...claims.flatMap(({ copyForbidden }) => copyForbidden), ...neverWritten])(
    'may not say, however it is written: %s',
    (phrase) => {
      expect(
        unsayableIn(`So we think: ${phrase.toUpperCase().replaceAll(' ', '  ')}!`),
      ).not.toBeNull();
    },
  );
});
