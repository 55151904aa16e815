/** A field to sign in, by pen, finger or mouse. Whoever cannot signs on paper: the field is never the only way. */
import { Button } from 'antd';
import { useState, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { mostPoints, mostStrokes, padHeight, padWidth, type Strokes } from '../../shared/transaction/signature.ts';
import { pathOf } from './signature-path.ts';
import './signature-pad.css';

type Stroke = Strokes[number];

type SignaturePadProps = {
  readonly label: string;
  readonly strokes: Strokes;
  readonly onChange: (strokes: Strokes) => void;
};

export function SignaturePad({ label, strokes, onChange }: SignaturePadProps) {
  const { t } = useTranslation('components');
  /** The stroke under the pen; it counts once the pen is lifted. */
  const [drawn, setDrawn] = useState<Stroke>([]);
  const begin = (event: PointerEvent<SVGSVGElement>): void => {
    if (!event.isPrimary || event.button !== 0 || strokes.length >= mostStrokes) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDrawn([pointOf(event)]);
  };
  const move = (event: PointerEvent<SVGSVGElement>): void => {
    const last = drawn.at(-1);
    if (last === undefined || drawn.length >= mostPoints) return;
    const point = pointOf(event);
    if (point[0] !== last[0] || point[1] !== last[1]) setDrawn([...drawn, point]);
  };
  const end = (): void => {
    if (drawn.length === 0) return;
    onChange([...strokes, drawn]);
    setDrawn([]);
  };
  const shown = drawn.length === 0 ? strokes : [...strokes, drawn];
  return (
    <div className="signature-pad">
      <svg
        viewBox={`0 0 ${padWidth} ${padHeight}`}
        role="img"
        aria-label={t(shown.length === 0 ? 'signature.empty' : 'signature.signed', { label })}
        data-strokes={strokes.length}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      >
        <line className="signature-pad-line" x1={padWidth * 0.06} y1={padHeight * 0.78} x2={padWidth * 0.94} y2={padHeight * 0.78} />
        {/* Strokes are only ever added, so their place names them. */}
        {shown.map((stroke, at) => <path key={at} d={pathOf(stroke)} />)}
      </svg>
      <Button disabled={shown.length === 0} onClick={() => onChange([])}>{t('signature.clear')}</Button>
    </div>
  );
}

/** Where the pen is, on the pad's own grid. */
function pointOf({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): [number, number] {
  const box = currentTarget.getBoundingClientRect();
  const on = (share: number, size: number): number => Math.min(size - 1, Math.max(0, Math.round(share * size)));
  return [on((clientX - box.left) / box.width, padWidth), on((clientY - box.top) / box.height, padHeight)];
}
