// Cost against carbon: the cheapest plan under each cap. A point leads to its plan.
import { number, type Row } from '../api';
import { writeFigure } from '../figures';
import { useSpeech } from '../words';
import { useWidth } from './width';

/** The cap that gives this point's plan; rounded up, so that the plan stays allowed. */
export const capOf = (row: Row): string => String(Math.ceil(number(row.carbon) * 1e4) / 1e4);

/** Round steps, about so many. */
function ticks(low: number, high: number, about: number): number[] {
  const raw = (high - low) / about || 1;
  const size = 10 ** Math.floor(Math.log10(raw));
  const step = size * ([1, 2, 5, 10].find((s) => s * size >= raw) ?? 10);
  const found = [];
  for (let v = Math.ceil(low / step) * step; v <= high + step * 1e-9; v += step) found.push(v);
  return found;
}

export function FrontierChart(props: { rows: Row[]; cap: string; onChoose: (row: Row) => void; picture: { current: SVGSVGElement | null } }) {
  const { words, say } = useSpeech();
  const [box, width] = useWidth<HTMLDivElement>(760);
  const height = Math.round(Math.min(width * 0.62, 420)) + 40;
  const [left, right, top, bottom] = [52, 18, 18, 46];
  const [carbon, cost] = [props.rows.map((row) => number(row.carbon)), props.rows.map((row) => number(row.cost))];
  const room = (low: number, high: number) => (high - low || Math.abs(high) || 1) * 0.06;
  const [x0, x1, y0, y1] = [Math.min(...carbon), Math.max(...carbon), Math.min(...cost), Math.max(...cost)];
  const [xPad, yPad] = [room(x0, x1), room(y0, y1)];
  const x = (v: number) => left + ((v - x0 + xPad) / (x1 - x0 + 2 * xPad)) * (width - left - right);
  const y = (v: number) => height - bottom - ((v - y0 + yPad) / (y1 - y0 + 2 * yPad)) * (height - top - bottom);
  const two = { share: false, decimals: 2 };
  const digits = (values: number[]) => ({ share: false, decimals: values.length > 1 && values[1] - values[0] < 1 ? 1 : 0 });
  const [xTicks, yTicks] = [ticks(x0 - xPad, x1 + xPad, width < 500 ? 4 : 7), ticks(y0 - yPad, y1 + yPad, 6)];
  return (
    <div ref={box}>
      <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="quarters frontier" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={words.routeFrontier}>
        {xTicks.map((v) => (
          <text key={`x${v}`} class="faint" x={x(v)} y={height - bottom + 16} text-anchor="middle" font-size={11}>
            {writeFigure(v, digits(xTicks))}
          </text>
        ))}
        {yTicks.map((v) => (
          <g key={`y${v}`}>
            <line class="grid" x1={left} x2={width - right} y1={y(v)} y2={y(v)} />
            <text class="faint" x={left - 6} y={y(v) + 4} text-anchor="end" font-size={11}>
              {writeFigure(v, digits(yTicks))}
            </text>
          </g>
        ))}
        <path class="axis" d={`M${left} ${top}V${height - bottom}H${width - right}`} />
        <text x={width - right} y={height - 10} text-anchor="end" font-size={12}>
          {words.routeCarbonAxis} →
        </text>
        <text transform={`translate(13 ${top}) rotate(-90)`} text-anchor="end" font-size={12}>
          {words.routeCostAxis} →
        </text>
        <path class="curve" d={`M${props.rows.map((row) => `${x(number(row.carbon)).toFixed(1)} ${y(number(row.cost)).toFixed(1)}`).join('L')}`} />
        {props.rows.map((row) => {
          const [px, py] = [x(number(row.carbon)), y(number(row.cost))];
          const knee = row.knee === true;
          const here = props.cap !== '' && props.cap === capOf(row);
          const says = say('routePoint', { carbon: writeFigure(number(row.carbon), two), cost: writeFigure(number(row.cost), two), price: writeFigure(number(row.carbon_price), { share: false, decimals: 0 }) });
          return (
            <g key={String(row.point)}>
              {knee && (
                <text class="knee-name" x={px + 11} y={py - 9} font-size={12}>
                  {words.routeKnee}
                </text>
              )}
              <path
                class={`point ${knee ? 'knee' : ''} ${here ? 'open' : ''}`}
                d={knee ? `M${px} ${py - 9}L${px + 9} ${py}L${px} ${py + 9}L${px - 9} ${py}Z` : `M${px - 5.5} ${py}a5.5 5.5 0 1 0 11 0a5.5 5.5 0 1 0 -11 0Z`}
                tabindex={0}
                role="button"
                aria-label={`${knee ? `${words.routeKnee}: ` : ''}${says}`}
                aria-pressed={here}
                onClick={() => props.onChoose(row)}
                onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), props.onChoose(row))}
              >
                <title>{says}</title>
              </path>
            </g>
          );
        })}
      </svg>
    </div>
  );
}
