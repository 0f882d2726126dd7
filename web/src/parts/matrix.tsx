// Regions by regions as coloured squares, with the tree that gave them their order. Arrow keys
// move, Enter opens; one square is in the order of Tab.
import { useMemo, useRef, useState } from 'preact/hooks';
import { heatClass, makeHeat, type Figure } from '../figures';
import { useSpeech } from '../words';
import { Legend } from './grid';

export interface MatrixProps {
  names: string[];
  value: (row: number, column: number) => number; // NaN: nothing to show
  describe: (row: number, column: number) => string;
  onOpen: (row: number, column: number) => void;
  label: string;
  figure: Figure;
  rowsAre?: string;
  columnsAre?: string;
  version?: unknown; // what describe depends on beside values and names
  joins?: number[]; // height at which a row joins the one before it
  groups?: number[];
  open?: [number, number];
  picture: { current: SVGSVGElement | null };
}

const SIDE = 19;
const TREE = 110;

/** Of two leaves the largest join between them is where they meet: split there, down to leaves. */
function treePath(joins: number[], x: (height: number) => number, y: (row: number) => number): string {
  const parts: string[] = [];
  const walk = (from: number, to: number): { y: number; height: number } => {
    if (from === to) return { y: y(from), height: 0 };
    let at = from + 1;
    for (let i = from + 2; i <= to; i++) if (joins[i] > joins[at]) at = i;
    const [upper, lower] = [walk(from, at - 1), walk(at, to)];
    const height = joins[at];
    parts.push(`M${x(upper.height)} ${upper.y}H${x(height)}V${lower.y}H${x(lower.height)}`);
    return { y: (upper.y + lower.y) / 2, height };
  };
  if (joins.length > 1) walk(0, joins.length - 1);
  return parts.join('');
}

function Readout(props: { describe: MatrixProps['describe']; listen: { show: (place: [number, number] | null) => void } }) {
  const { words } = useSpeech();
  const [place, setPlace] = useState<[number, number] | null>(null);
  props.listen.show = setPlace;
  return (
    <p class="readout" aria-live="off">
      {place ? <span>{props.describe(...place)}</span> : <span class="faint">{words.matrixHint}</span>}
    </p>
  );
}

// (tabindex in small letters: on SVG elements another spelling is another attribute.)
export function Matrix(props: MatrixProps) {
  const { words, language } = useSpeech();
  const { names, figure, picture } = props;
  const count = names.length;
  const [focus, setFocus] = useState<[number, number]>([0, Math.min(1, count - 1)]);
  const readout = useRef({ show: (_: [number, number] | null) => {} }).current;
  const setPointed = (place: [number, number] | null) => readout.show(place);
  const frame = useRef<HTMLDivElement>(null);
  const values = useMemo(() => names.map((_, r) => names.map((_, c) => props.value(r, c))), [names, props.value]);
  const heat = useMemo(() => makeHeat(values.flat()), [values]);
  const long = names.reduce((most, name) => Math.max(most, name.length), 1);
  const side = language === 'zh' ? long * 13 + 14 : long * 6.6 + 14;
  const top = side;
  const most = Math.max(1e-9, ...(props.joins ?? []).filter(Number.isFinite));
  const width = side + count * SIDE + (props.joins ? TREE + 12 : 8);
  const height = top + count * SIDE + 8;
  const y = (row: number) => top + row * SIDE + SIDE / 2;
  const treeLeft = side + count * SIDE + 4;

  const placeOf = (target: EventTarget | null): [number, number] | null => {
    const cell = (target as Element | null)?.closest?.('[data-c]') as SVGElement | null;
    return cell ? [Number(cell.dataset.r), Number(cell.dataset.c)] : null;
  };
  const move = (r: number, c: number) => {
    const next: [number, number] = [Math.max(0, Math.min(count - 1, r)), Math.max(0, Math.min(count - 1, c))];
    setFocus(next);
    setPointed(next);
    frame.current?.querySelector<SVGElement>(`[data-r="${next[0]}"][data-c="${next[1]}"]`)?.focus();
  };
  const key = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place) return;
    const [r, c] = place;
    const steps: Record<string, [number, number]> = {
      ArrowUp: [r - 1, c],
      ArrowDown: [r + 1, c],
      ArrowLeft: [r, c - 1],
      ArrowRight: [r, c + 1],
      Home: [r, 0],
      End: [r, count - 1],
    };
    if (event.key === 'Enter' || event.key === ' ') props.onOpen(r, c);
    else if (steps[event.key]) move(...steps[event.key]);
    else return;
    event.preventDefault();
  };
  // Thousands of them: made anew only when they change, not for every step of somebody's progress.
  const squares = useMemo(
    () =>
      values.map((row, r) =>
        row.map((value, c) => {
          const known = Number.isFinite(value);
          return (
            <rect
              key={`${r}-${c}`}
              data-r={r}
              data-c={c}
              class={`square ${known ? heatClass(value, heat) || 'none' : 'void'} ${props.open?.[0] === r && props.open?.[1] === c ? 'open' : ''}`}
              x={side + c * SIDE + 0.5}
              y={top + r * SIDE + 0.5}
              width={SIDE - 1}
              height={SIDE - 1}
              role="button"
              tabindex={focus[0] === r && focus[1] === c ? 0 : -1}
              aria-label={props.describe(r, c)}
            />
          );
        }),
      ),
    [values, heat, focus, props.open?.join(), props.version, language, side],
  );
  return (
    <>
      <Readout describe={props.describe} listen={readout} />
      {(props.rowsAre || props.columnsAre) && (
        <p class="faint">
          {words.rows}: {props.rowsAre} · {words.by}: {props.columnsAre}
        </p>
      )}
      <div
        class="matrix"
        ref={frame}
        onMouseOver={(event) => setPointed(placeOf(event.target))}
        onMouseLeave={() => setPointed(null)}
        onFocusIn={(event) => {
          const place = placeOf(event.target);
          if (place) setPointed(place);
        }}
        onKeyDown={key}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (place) {
            setFocus(place);
            props.onOpen(...place);
          }
        }}
      >
        <svg ref={(e: SVGSVGElement | null) => void (picture.current = e)} width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={props.label}>
          {names.map((name, r) => (
            <g key={r}>
              <text class="name" x={side - 6} y={y(r) + 4} text-anchor="end" font-size={12}>
                {name}
              </text>
              <text class="name" transform={`translate(${side + r * SIDE + SIDE / 2 + 4} ${top - 6}) rotate(-90)`} font-size={12}>
                {name}
              </text>
            </g>
          ))}
          {squares}
          {(props.groups ?? []).map((group, r) =>
            r > 0 && group !== props.groups![r - 1] ? (
              <g key={`g${r}`} class="cut">
                <line x1={side} x2={side + count * SIDE} y1={top + r * SIDE} y2={top + r * SIDE} />
                <line x1={side + r * SIDE} x2={side + r * SIDE} y1={top} y2={top + count * SIDE} />
              </g>
            ) : null,
          )}
          {props.joins && <path class="tree" d={treePath(props.joins, (h) => treeLeft + (h / most) * TREE, y)} />}
        </svg>
      </div>
      <Legend heat={heat} figure={figure} plain />
    </>
  );
}
