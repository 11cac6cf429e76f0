import clinicFile from '../../seed/demo-clinic.json';
import { readClinicFile } from './clinic-file.ts';

type File = typeof clinicFile;

const read = (edit: (file: File) => void): (() => unknown) => {
  const file = structuredClone(clinicFile);
  edit(file);
  return () => readClinicFile(file, 'demo-clinic.json');
};

describe('the file of the demo clinic', () => {
  it('can be used as it is', () => {
    expect(read(() => undefined)).not.toThrow();
  });

  it('sells nothing with a promise', () => {
    const copy = [...clinicFile.services, ...clinicFile.therapists].map((each) =>
      'bio' in each ? each.bio : each.description,
    );
    expect(copy.join(' ')).not.toMatch(
      /heal|cure|faster|detox|toxin|lactic|prevent|boost|improve/i,
    );
  });

  it('uses numbers that are set aside for fiction', () => {
    expect(clinicFile.clinic.phone).toMatch(/^\+44 20 7946 0\d{3}$/);
  });

  it.each<[string, (file: File) => void, RegExp]>([
    [
      'a price in pounds',
      (file) => (file.services[0]!.prices[0]!.pence = 42.5),
      /services\.0\.prices\.0\.pence: A price is in whole pence/,
    ],
    ['a time without a zero', (file) => (file.therapists[0]!.shifts[0]!.from = '8:00'), /as 09:30/],
    [
      'a shift that ends before it begins',
      (file) => (file.therapists[0]!.shifts[0]!.to = '07:00'),
      /07:00 is not after 08:00/,
    ],
    [
      'a shift on a closed day',
      (file) => file.therapists[3]!.shifts[0]!.days.push('sun'),
      /Northgate is closed then on sun/,
    ],
    [
      'a room of the other location',
      (file) => (file.therapists[0]!.shifts[0]!.room = 'elm'),
      /no room "elm" at Riverside/,
    ],
    [
      'two shifts at once',
      (file) => file.therapists[4]!.shifts[0]!.days.push('thu'),
      /Leila Haddad has two shifts at once on thu/,
    ],
    [
      'a break outside its shift',
      (file) => (file.therapists[0]!.shifts[0]!.breaks[0]!.to = '19:00'),
      /not within its shift/,
    ],
    [
      'a feature no room has',
      (file) => file.services[0]!.roomFeatures.push('sauna'),
      /No room has/,
    ],
    [
      'a service nobody gives',
      (file) => {
        for (const each of file.therapists)
          each.sessionTypes = each.sessionTypes.filter((type) => type !== 'mobility');
        file.therapists[5]!.sessionTypes = ['sports_massage'];
      },
      /No therapist gives "Assisted stretching/,
    ],
    ['a key used twice', (file) => (file.rooms[1]!.key = 'thames'), /"thames" is used twice/],
    [
      'a word it does not know',
      (file) => Object.assign(file.rooms[0]!, { colour: 'green' }),
      /Unrecognized key: "colour"/,
    ],
  ])('says what to mend: %s', (_, edit, sentence) => {
    expect(read(edit)).toThrow(sentence);
  });
});
