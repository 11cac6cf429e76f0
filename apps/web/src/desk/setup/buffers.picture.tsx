import type { ReactElement } from 'react';
import { useWidth } from '../../ui/use-width.ts';
import { serviceTexts as texts } from './service.en.ts';

const HEIGHT = 86;
const SESSION = 30;
const BAR = 28;
const TOP = 26;

interface Props {
  before: number;
  after: number;
  roomBefore: number;
  roomAfter: number;
}

interface BarsProps {
  /** Minutes to pixels. */
  x: (minutes: number) => number;
  second: number;
}

function Sessions({ x, second }: BarsProps): ReactElement {
  return (
    <>
      <g className="fill-sage stroke-pine" strokeWidth="1">
        <rect x={0.5} y={TOP} width={x(SESSION)} height={BAR} rx="4" />
        <rect x={x(second)} y={TOP} width={x(SESSION) - 1} height={BAR} rx="4" />
      </g>
      <g className="fill-ink text-13" textAnchor="middle">
        <text x={x(SESSION / 2)} y={TOP + 19}>
          {texts.session}
        </text>
        <text x={x(second + SESSION / 2)} y={TOP + 19}>
          {texts.session}
        </text>
      </g>
    </>
  );
}

/** Two sessions in a row, to scale: what one needs after and the other before lie over each other. */
export function BuffersPicture({ before, after, roomBefore, roomAfter }: Props): ReactElement {
  const [box, width] = useWidth(480);
  const gap = Math.max(before, after);
  const scale = width / (SESSION * 2 + Math.max(gap, 10));
  const x = (minutes: number): number => minutes * scale;
  const second = SESSION + gap;
  const title = texts.pictureTitle(gap, before + after);
  return (
    <div ref={box} className="space-y-1">
      <svg
        role="img"
        aria-label={title}
        width="100%"
        height={HEIGHT}
        className="nums block overflow-visible"
      >
        <Sessions x={x} second={second} />
        <g className="stroke-amber" strokeWidth="3">
          <line x1={x(SESSION)} x2={x(SESSION + after)} y1={TOP + 8} y2={TOP + 8} />
          <line x1={x(second - before)} x2={x(second)} y1={TOP + 20} y2={TOP + 20} />
        </g>
        <g className="fill-quiet text-13">
          <text x={x(SESSION)} y={TOP - 9} textAnchor="end">
            {texts.after(after)}
          </text>
          <text x={x(second)} y={TOP + BAR + 18}>
            {texts.before(before)}
          </text>
        </g>
        <text x={x(SESSION) + 8} y={TOP - 9} className="fill-ink text-13 font-semibold">
          {texts.gap(gap)}
        </text>
      </svg>
      <p className="text-13 text-quiet">
        {title} {texts.pictureRoom(Math.max(roomBefore, roomAfter))}
      </p>
    </div>
  );
}
