// One code: who plans it, how strongly, how crowded it is.
import { useRef } from 'preact/hooks';
import { number, text, useAnswer, type Params, type Row } from '../api';
import { chooseFigure, writeFigure, writeInterval, type Figure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { change, linkTo, type Route } from '../route';
import { codeChoices, kindChoices, orientationChoices, useCodes, useKinds, useRegions } from '../scheme';
import { useSpeech } from '../words';

const [LEFT, RIGHT, LINE] = [120, 70, 24];

function Dots(props: { rows: Row[]; figure: Figure; code: string; label: string; picture: { current: SVGSVGElement | null } }) {
  const said = useSpeech();
  const { words } = said;
  const present = props.rows.filter((row) => row.state !== 'no_document');
  const most = Math.max(...present.flatMap((row) => [number(row.value), number(row.value_high)]).filter(Number.isFinite), 1e-9);
  const width = 760;
  const x = (v: number) => LEFT + (Math.max(0, v) / most) * (width - LEFT - RIGHT);
  const baseline = number(present[0]?.baseline);
  const height = props.rows.length * LINE + 28;
  return (
    <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="dots" viewBox={`0 0 ${width} ${height}`} role="group" aria-label={props.label}>
      {Number.isFinite(baseline) && (
        <g class="baseline">
          <line x1={x(baseline)} x2={x(baseline)} y1={16} y2={height - 8} />
          <text x={x(baseline) + 4} y={12} font-size={11}>
            {words.allRegions} {writeFigure(baseline, props.figure, true)}
          </text>
        </g>
      )}
      {props.rows.map((row, i) => {
        const y = 28 + i * LINE + LINE / 2;
        const absent = row.state === 'no_document';
        const name = said.of(row, 'region');
        const open = () => change({ cell: writeCell({ region: text(row.region), code: props.code }) });
        const described = absent ? `${name}: ${words.stateNoDocument}` : `${name}: ${writeFigure(number(row.value), props.figure, true)} ${writeInterval(number(row.value_low), number(row.value_high), props.figure)}`;
        return (
          <g key={text(row.region)} class={`line ${absent ? 'absent' : number(row.value) === 0 ? 'zero' : ''}`} role="button" tabindex={0} onClick={open} onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open())}>
            <title>{described}</title>
            <rect class="ground" x={0} y={y - LINE / 2} width={width} height={LINE} />
            <text class="name" x={LEFT - 12} y={y + 4} text-anchor="end" font-size={13}>
              {name}
            </text>
            {!absent && Number.isFinite(number(row.value_low)) && <line class="range" x1={x(number(row.value_low))} x2={x(number(row.value_high))} y1={y} y2={y} />}
            {!absent && <circle cx={x(number(row.value))} cy={y} r={4.5} />}
            <text class="value" x={width - RIGHT + 60} y={y + 4} text-anchor="end" font-size={12}>
              {absent ? '?' : number(row.value) === 0 ? '·' : writeFigure(number(row.value), props.figure, true)}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

export function FieldView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const measures = useAnswer('measures');
  const picture = useRef<SVGSVGElement | null>(null);
  const code = params.code ?? codes.find((c) => c.level > 1)?.name ?? '';
  const measure = params.measure ?? 'attention';
  const orientation = params.orientation ?? 'plan';
  const filters: Params = { orientation, kind: params.kind };
  const question: Params = { by: code, measure, ...filters };
  const asked = useAnswer(code ? 'board' : null, { ...question, evidence: 'none' });
  const crowd = useAnswer(code ? 'board' : null, { by: code, measure: 'effective_regions', ...filters, draws: 0 });
  const known = codes.find((c) => c.name === code);
  const cell = readCell(params.cell);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>
            {known?.label ?? code}
            <small>{code}</small>
          </h1>
          <p class="lead">{known?.definition || words.fieldLead}</p>
        </header>
        <Controls>
          <Select name="code" label={words.field} value={code} choices={codeChoices(codes)} clear={['cell']} />
          <Select
            name="measure"
            label={words.measure}
            value={measure}
            choices={(measures.answer?.rows ?? [])
              .filter((row) => ['attention', 'per_10000', 'focus_attention', 'location_quotient'].includes(text(row.name)))
              .map((row) => ({ value: text(row.name), label: said.measure(text(row.name)).name }))}
          />
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
        </Controls>
        <Wait asked={asked}>
          {(answer) => {
            const rows = [...answer.rows].sort((a, b) => (Number.isFinite(number(b.value)) ? number(b.value) : -1) - (Number.isFinite(number(a.value)) ? number(a.value) : -1));
            const read = rows.filter((row) => row.state !== 'no_document');
            const figure = chooseFigure(answer.columns.find((c) => c.name === 'value')?.unit ?? '', rows.map((row) => number(row.value)));
            const effective = number(crowd.answer?.rows[0]?.value);
            return (
              <>
                <dl class="facts">
                  <div>
                    <dt>{words.above0}</dt>
                    <dd>
                      {read.filter((row) => number(row.value) > 0).length} <small>/ {read.length}</small>
                    </dd>
                    <dd class="faint">{say('breadthIs', { n: read.filter((row) => number(row.value) > 0).length, of: read.length })}</dd>
                  </div>
                  {Number.isFinite(effective) && (
                    <div>
                      <dt>{words.effective}</dt>
                      <dd>{effective.toFixed(1)}</dd>
                      <dd class="faint">{words.effectiveNote}</dd>
                    </div>
                  )}
                  <div>
                    <dt>{words.allRegions}</dt>
                    <dd>{writeFigure(number(read[0]?.baseline), figure, true)}</dd>
                    <dd class="faint">{said.measure(measure, '').meaning}</dd>
                  </div>
                </dl>
                <h2>{words.who}</h2>
                <Dots rows={rows} figure={figure} code={code} label={`${known?.label ?? code}: ${words.who}`} picture={picture} />
                <div class="below">
                  <Downloads verb="board" params={question} picture={() => picture.current} name={`qipan-${code}`} />
                  <button type="button" class="link" onClick={() => change({ cell: writeCell({ region: '', code }) })}>
                    {words.evidence}: {words.allRegions}
                  </button>
                  <a href={linkTo('map', { code })}>{words.map} →</a>
                  <a href={linkTo('codebook', { code })}>{words.codebook} →</a>
                </div>
              </>
            );
          }}
        </Wait>
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={[regions.find((r) => r.name === cell.region)?.label ?? cell.region, known?.label ?? cell.code].filter(Boolean).join(' × ')} filters={filters} />}
    </div>
  );
}
