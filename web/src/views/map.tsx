// One square a region, laid out as the gazetteer's tiles: a small chessboard of one figure.
import { useMemo, useRef } from 'preact/hooks';
import { number, text, useAnswer, type Params, type Row } from '../api';
import { chooseFigure, heatClass, makeHeat, writeFigure, writeInterval } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Legend } from '../parts/grid';
import { placeTiles } from '../parts/tiles';
import { change, type Route } from '../route';
import { codeChoices, kindChoices, orientationChoices, useCodes, useKinds, useRegions, type Region } from '../scheme';
import { useSpeech } from '../words';

const SIDE = 76;

export function MapView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const measures = useAnswer('measures');
  const picture = useRef<SVGSVGElement>(null);
  const code = params.code ?? codes.find((c) => c.level > 1)?.name ?? '';
  const measure = params.measure ?? 'attention';
  const orientation = params.orientation ?? 'plan';
  const filters: Params = { orientation, kind: params.kind };
  const question: Params = { by: code, measure, ...filters };
  const asked = useAnswer(code ? 'board' : null, { ...question, evidence: 'none' });
  const values = useMemo(() => new Map((asked.answer?.rows ?? []).map((row) => [text(row.region), row])), [asked.answer]);
  const tiles = useMemo(() => placeTiles(regions), [regions]);
  const all = [...values.values()].map((row) => number(row.value));
  const heat = makeHeat(all);
  const figure = chooseFigure(asked.answer?.columns.find((c) => c.name === 'value')?.unit ?? '', all);
  const width = (Math.max(0, ...tiles.map((t) => t.x)) + 1) * SIDE;
  const height = (Math.max(0, ...tiles.map((t) => t.y)) + 1) * SIDE;
  const cell = readCell(params.cell);
  const label = codes.find((c) => c.name === code)?.label ?? code;
  const describe = (region: Region, row?: Row) =>
    `${region.label} ${row && row.state !== 'no_document' ? `${writeFigure(number(row.value), figure, true)} ${writeInterval(number(row.value_low), number(row.value_high), figure)}` : words.stateNoDocument}`;
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{words.map}</h1>
          <p class="lead">{words.mapLead}</p>
        </header>
        <Controls>
          <Select name="code" label={words.field} value={code} choices={codeChoices(codes)} clear={['cell']} />
          <Select
            name="measure"
            label={words.measure}
            value={measure}
            choices={(measures.answer?.rows ?? [])
              .filter((row) => text(row.verb) === 'board' && !['breadth', 'effective_regions', 'density', 'past_share'].includes(text(row.name)))
              .map((row) => ({ value: text(row.name), label: said.measure(text(row.name)).name }))}
          />
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
        </Controls>
        <Wait asked={asked}>
          {(answer) => (
            <>
              <svg
                ref={picture}
                class="tiles"
                viewBox={`-4 -4 ${width + 8} ${height + 8}`}
                role="group"
                aria-label={`${label}: ${said.measure(measure).name}`}
              >
                {tiles.map(({ region, x, y }) => {
                  const row = values.get(region.name);
                  const absent = !row || row.state === 'no_document';
                  const value = row ? number(row.value) : NaN;
                  const open = () => change({ cell: writeCell({ region: region.name, code }) });
                  return (
                    <g
                      key={region.name}
                      class={`tile ${absent ? 'absent' : heatClass(value, heat)} ${cell?.region === region.name ? 'open' : ''}`}
                      transform={`translate(${x * SIDE} ${y * SIDE})`}
                      tabindex={0}
                      role="button"
                      onClick={open}
                      onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), open())}
                    >
                      <title>{describe(region, row)}</title>
                      <rect x={1} y={1} width={SIDE - 2} height={SIDE - 2} rx={3} />
                      <text class="name" x={SIDE / 2} y={32} text-anchor="middle" font-size={said.language === 'zh' ? 17 : Math.min(13, 110 / Math.max(8, region.label.length))}>
                        {region.label}
                      </text>
                      <text class="value" x={SIDE / 2} y={54} text-anchor="middle" font-size={13}>
                        {absent ? '?' : value === 0 ? '·' : writeFigure(value, figure)}
                      </text>
                    </g>
                  );
                })}
              </svg>
              <Legend heat={heat} figure={figure} />
              <div class="below">
                <Downloads verb="board" params={question} picture={() => picture.current} name={`qipan-map-${code}`} />
                <span class="faint">{said.unit(answer.columns.find((c) => c.name === 'value')?.unit ?? '')}</span>
              </div>
            </>
          )}
        </Wait>
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={`${regions.find((r) => r.name === cell.region)?.label ?? cell.region} × ${label}`} absent={values.get(cell.region)?.state === 'no_document'} filters={filters} />}
    </div>
  );
}
