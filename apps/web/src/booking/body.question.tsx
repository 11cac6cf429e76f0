import type { ReactElement } from 'react';
import { Chip, ChipGroup } from '../ui/chip.tsx';
import { PageTitle } from '../ui/page-title.tsx';
import { ScaleButtons } from '../ui/scale.tsx';
import type { Area } from './draft.ts';
import { changeTraining, useDraft } from './draft.store.ts';
import { trainingTexts } from './training.en.ts';

const areas: readonly Area[] = [
  'neck',
  'shoulders',
  'arms',
  'upper_back',
  'back',
  'hips',
  'glutes',
  'thighs',
  'hamstrings',
  'legs',
  'calves',
  'feet',
];
const MOST = 8;

export function BodyQuestion({ goOn }: { goOn: () => void }): ReactElement {
  const { training } = useDraft();
  const texts = trainingTexts.body;
  const toggle = (area: Area): void => {
    const others = training.areas.filter((each) => each !== area);
    const isOn = others.length < training.areas.length;
    if (!isOn && others.length >= MOST) return;
    changeTraining({
      areas: isOn ? others : areas.filter((each) => each === area || others.includes(each)),
    });
  };
  return (
    <>
      <PageTitle>{texts.title}</PageTitle>
      <ChipGroup label={texts.areas}>
        {areas.map((area) => (
          <Chip key={area} isOn={training.areas.includes(area)} onToggle={() => toggle(area)}>
            {texts.area(area)}
          </Chip>
        ))}
      </ChipGroup>
      <div className="space-y-2">
        <h2 className="text-15 font-semibold">{texts.soreness}</h2>
        <ScaleButtons
          testId="soreness"
          label={texts.soreness}
          low={texts.low}
          high={texts.high}
          value={training.soreness}
          onPick={(soreness) => {
            changeTraining({ soreness });
            goOn();
          }}
        />
      </div>
    </>
  );
}
