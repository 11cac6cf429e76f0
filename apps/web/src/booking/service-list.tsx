import type { ServiceView } from '@limber/contracts';
import type { ReactElement } from 'react';
import { Chip } from '../ui/chip.tsx';
import { useFormat } from '../ui/use-format.ts';
import { requestTexts } from './request.en.ts';
import { suggestionTexts as texts } from './suggestion.en.ts';

interface Props {
  services: readonly ServiceView[];
  serviceId: string | undefined;
  minutes: number | undefined;
  onPick: (serviceId: string, minutes: number) => void;
}

/** Every session with its lengths and prices; one tap on a length chooses both. */
export function ServiceList({ services, serviceId, minutes, onPick }: Props): ReactElement {
  const format = useFormat();
  return (
    <ul className="rounded-card border border-line bg-surface">
      {services.map((service) => (
        <li key={service.id} className="border-b border-line p-5 last:border-b-0">
          <h2 className="font-semibold">
            {service.name}
            {service.needsConfirmation && (
              <span className="ml-2 text-13 font-normal text-quiet">{requestTexts.mark}</span>
            )}
          </h2>
          <p className="mt-0.5 text-15 text-quiet">{service.description}</p>
          <div role="group" aria-label={service.name} className="nums mt-3 flex flex-wrap gap-2">
            {service.durations.map((length) => (
              <Chip
                key={length.minutes}
                isOn={service.id === serviceId && length.minutes === minutes}
                onToggle={() => onPick(service.id, length.minutes)}
              >
                {texts.perLength(length.minutes, format.money(length.price))}
              </Chip>
            ))}
          </div>
        </li>
      ))}
    </ul>
  );
}
