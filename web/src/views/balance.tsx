// What plans are made of and what studies warn of: speed by depth, hardware by scenario, parts of
// the codebook's roles, rules of risk. Every dot and cell opens its counts and sentences.
import { useMemo, useRef } from 'preact/hooks';
import { hasOption, number, text, useAnswer, useMenu, type Params, type Row } from '../api';
import { chooseFigure, median, writeFigure, writeInterval, type Figure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select, Toggle } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Grid, type GridData, type GridRow } from '../parts/grid';
import { useWidth } from '../parts/width';
import { change, linkTo, type Route } from '../route';
import { kindChoices, orientationChoices, tiersOf, useKinds, useRegions } from '../scheme';
import { useSpeech, type Speech } from '../words';
import { risksZh } from '../words/zh';

interface Dot {
  region: string;
  name: string;
  tier: string;
  x: number;
  y: number;
  described: string;
}

const one: Figure = { share: false, decimals: 1 };
const two: Figure = { share: false, decimals: 2 };

/** Dots in four quarters cut at the medians, or by the line on which both are equal. */
function Quarters(props: {
  dots: Dot[];
  xName: string;
  yName: string;
  names?: [string, string, string, string]; // upper left, upper right, lower left, lower right
  diagonal?: boolean;
  xFigure: Figure;
  yFigure: Figure;
  tiers: string[];
  open?: string;
  onOpen: (region: string) => void;
  label: string;
  picture: { current: SVGSVGElement | null };
}) {
  const said = useSpeech();
  const [box, width] = useWidth<HTMLDivElement>(640);
  const height = Math.round(width * 0.72) + 40;
  const [left, right, top, bottom] = [44, 16, 14, 44];
  const known = props.dots.filter((dot) => Number.isFinite(dot.x) && Number.isFinite(dot.y));
  const most = (values: number[]) => Math.max(...values, 1e-9) * 1.12;
  let [xMost, yMost] = [most(known.map((d) => d.x)), most(known.map((d) => d.y))];
  if (props.diagonal) xMost = yMost = Math.max(xMost, yMost);
  const x = (v: number) => left + (v / xMost) * (width - left - right);
  const y = (v: number) => height - bottom - (v / yMost) * (height - top - bottom);
  const [xMiddle, yMiddle] = [median(known.map((d) => d.x)), median(known.map((d) => d.y))];
  // Names go where none was written yet: above, below, farther up; else the dot stands without one.
  const taken: [number, number, number][] = known.map((d) => [x(d.x) - 5, x(d.x) + 5, y(d.y)]);
  const wide = (name: string) => (said.language === 'zh' ? name.length * 11.5 : name.length * 6);
  props.names?.forEach((name, i) => {
    const from = i % 2 === 0 ? left + 8 : width - right - 4 - wide(name) * 1.2;
    taken.push([from, from + wide(name) * 1.2, i < 2 ? top + 8 : height - bottom - 12]);
  });
  const placed = [...known]
    .sort((a, b) => b.x - a.x || b.y - a.y)
    .map((dot) => {
      const half = wide(dot.name) / 2;
      for (const lift of [-8, 17, -20, 29]) {
        const at = Math.min(width - half - 2, Math.max(half + 2, x(dot.x)));
        const line = y(dot.y) + lift - 4;
        if (line < 6 || taken.some(([from, to, where]) => from < at + half && to > at - half && Math.abs(where - line) < 10)) continue;
        taken.push([at - half, at + half, line]);
        return { dot, at, line: line + 4 };
      }
      return { dot, at: NaN, line: NaN };
    });
  const ticks = (limit: number) => {
    const step = [0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10].find((s) => limit / s <= 6) ?? 20;
    return Array.from({ length: Math.floor(limit / step) + 1 }, (_, i) => i * step);
  };
  return (
    <div ref={box}>
      <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="quarters" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={props.label}>
        {ticks(xMost).map((v) => (
          <text key={`x${v}`} class="faint" x={x(v)} y={height - bottom + 16} text-anchor="middle" font-size={11}>
            {writeFigure(v, props.xFigure)}
          </text>
        ))}
        {ticks(yMost).map((v) => (
          <text key={`y${v}`} class="faint" x={left - 6} y={y(v) + 4} text-anchor="end" font-size={11}>
            {writeFigure(v, props.yFigure)}
          </text>
        ))}
        <path class="axis" d={`M${left} ${top}V${height - bottom}H${width - right}`} />
        <text x={width - right} y={height - 10} text-anchor="end" font-size={12}>
          {props.xName} →
        </text>
        <text transform={`translate(12 ${top}) rotate(-90)`} text-anchor="end" font-size={12}>
          {props.yName} →
        </text>
        {props.diagonal ? (
          <line class="middle" x1={x(0)} y1={y(0)} x2={x(xMost)} y2={y(yMost)} />
        ) : (
          <>
            <line class="middle" x1={x(xMiddle)} x2={x(xMiddle)} y1={top} y2={height - bottom} />
            <line class="middle" x1={left} x2={width - right} y1={y(yMiddle)} y2={y(yMiddle)} />
          </>
        )}
        {props.names?.map((name, i) => (
          <text key={name} class="quarter" x={i % 2 === 0 ? left + 8 : width - right - 4} y={i < 2 ? top + 12 : height - bottom - 8} text-anchor={i % 2 === 0 ? 'start' : 'end'} font-size={13}>
            {name}
          </text>
        ))}
        {placed.map(({ dot, at, line }) => (
          <g key={dot.region}>
            {Number.isFinite(at) && (
              <text x={at} y={line} text-anchor="middle" font-size={11} aria-hidden="true">
                {dot.name}
              </text>
            )}
            <circle
              class={`tier${props.tiers.indexOf(dot.tier) % 4} ${props.open === dot.region ? 'open' : ''}`}
              cx={x(dot.x)}
              cy={y(dot.y)}
              r={5.5}
              tabindex={0}
              role="button"
              aria-label={dot.described}
              onClick={() => props.onOpen(dot.region)}
              onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), props.onOpen(dot.region))}
            >
              <title>{dot.described}</title>
            </circle>
          </g>
        ))}
      </svg>
    </div>
  );
}

function Tiers(props: { tiers: string[] }) {
  const said = useSpeech();
  return (
    <p class="legend">
      {props.tiers.map((tier, i) => (
        <span key={tier}>
          <i class={`key dot tier${i % 4}`} /> {said.tier(tier)}
        </span>
      ))}
    </p>
  );
}

/** Long rows as a grid; the column's key is what a cell's address names. */
function gridBy(rows: Row[], key: (row: Row) => string, name: (row: Row) => string, said: Speech): GridData {
  const data: GridData = { rows: [], columns: [] };
  const lines = new Map<string, GridRow>();
  for (const row of rows) {
    let at = data.columns.findIndex((c) => c.key === key(row));
    if (at < 0) at = data.columns.push({ key: key(row), name: name(row) }) - 1;
    const region = text(row.region);
    let line = lines.get(region);
    if (!line) {
      line = { key: region, name: said.of(row, 'region'), group: text(row.tier), cells: [] };
      lines.set(region, line);
      data.rows.push(line);
    }
    line.cells[at] = { value: number(row.value), low: number(row.value_low), high: number(row.value_high), n: number(row.count), base: number(row.out_of), baseline: number(row.median), state: text(row.state) };
  }
  return data;
}

function RoleGrid(props: { data: GridData; unit: string; label: string; open?: { row: string; column: string }; tiers: string[] }) {
  const said = useSpeech();
  const { data } = props;
  const order = useMemo(() => {
    const tier = (group: string) => (props.tiers.includes(group) ? props.tiers.indexOf(group) : props.tiers.length);
    return data.rows.map((_, i) => i).sort((a, b) => tier(data.rows[a].group) - tier(data.rows[b].group) || a - b);
  }, [data, props.tiers.join()]);
  return (
    <Grid
      data={data}
      order={order}
      columns={data.columns.map((_, i) => i)}
      grouped
      figure={chooseFigure(props.unit, data.rows.flatMap((row) => row.cells.map((cell) => cell?.value ?? NaN)))}
      open={props.open}
      label={props.label}
      groupName={said.tier}
      onOpen={(row, column) => change({ cell: writeCell({ region: row.key, code: column.key }) })}
      onSort={() => undefined}
    />
  );
}

/** What a figure was counted from; above its sentences. */
function Counts(props: { row: Row; unit: string }) {
  const said = useSpeech();
  const { words } = said;
  const { row } = props;
  const figure = chooseFigure(props.unit, [number(row.value)]);
  return (
    <dl class="counts">
      <div>
        <dt>{words.counted}</dt>
        <dd>
          {writeFigure(number(row.count), { share: false, decimals: Number.isInteger(number(row.count)) ? 0 : 2 })} : {writeFigure(number(row.out_of), { share: false, decimals: Number.isInteger(number(row.out_of)) ? 0 : 2 })}
        </dd>
      </div>
      <div>
        <dt>{words.value}</dt>
        <dd>
          {writeFigure(number(row.value), figure, true)} <small>{writeInterval(number(row.value_low), number(row.value_high), figure)}</small>
        </dd>
      </div>
      <div>
        <dt>{words.median}</dt>
        <dd>{writeFigure(number(row.median), figure, true)}</dd>
      </div>
    </dl>
  );
}

const parts = ['element', 'link', 'instrument', 'topic'] as const;

export function BalanceView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const regions = useRegions(said);
  const kinds = useKinds();
  const verbs = useMenu();
  const pictures = [useRef<SVGSVGElement>(null), useRef<SVGSVGElement>(null)];
  const tiers = tiersOf(regions);
  const orientation = params.orientation ?? 'plan';
  const part = params.part ?? 'element';
  const canOwn = hasOption(verbs, 'balance', 'own-voice');
  const filters: Params = { orientation, kind: params.kind, tier: params.tier, ...(canOwn && params.own === '1' ? { 'own-voice': true } : {}) };
  const balanceQuestion: Params = { ...filters, measure: 'all' };
  const balance = useAnswer('balance', balanceQuestion);
  const risk = useAnswer('risk', filters);
  const cell = readCell(params.cell);
  const rowsOf = (measure: string) => (balance.answer?.rows ?? []).filter((row) => row.measure === measure);
  const byRegion = (measure: string) => new Map(rowsOf(measure).map((row) => [text(row.region), row]));
  const sentences = new Map((balance.answer?.rows ?? []).filter((row) => ['element', 'topic'].includes(text(row.measure))).map((row) => [text(row.region), number(row.out_of)]));
  const [lag, depth, hardware] = [byRegion('lag'), byRegion('governance'), byRegion('hardware')];
  const speedDots: Dot[] = [...lag.values()]
    .filter((row) => row.state !== 'no_document')
    .map((row) => {
      const region = text(row.region);
      const x = (100 * number(row.out_of)) / (sentences.get(region) ?? NaN);
      const y = number(depth.get(region)?.value);
      return { region, name: said.of(row, 'region'), tier: text(row.tier), x, y, described: `${said.of(row, 'region')}: ${words.speed} ${writeFigure(x, one)} (${writeFigure(number(row.out_of), one)}), ${words.depth} ${writeFigure(y, two)}` };
    });
  const hardwareDots: Dot[] = [...hardware.values()]
    .filter((row) => row.state !== 'no_document')
    .map((row) => ({ region: text(row.region), name: said.of(row, 'region'), tier: text(row.tier), x: number(row.out_of), y: number(row.count), described: `${said.of(row, 'region')}: ${words.hardware} ${writeFigure(number(row.count), one)}, ${words.scenario} ${writeFigure(number(row.out_of), one)}` }));
  const partRows = rowsOf(part);
  const partData = useMemo(() => gridBy(partRows, (row) => `${text(row.measure)}.${text(row.code)}`, (row) => said.of(row, 'item').replace(/^[^：:]*[：:] ?/, ''), said), [balance.answer, part, said.language]);
  const riskData = useMemo(() => gridBy(risk.answer?.rows ?? [], (row) => `risk.${text(row.measure)}`, (row) => said.of(row, 'item'), said), [risk.answer, said.language]);
  const rules = [...new Map((risk.answer?.rows ?? []).map((row) => [text(row.measure), row])).values()];
  const opened = cell && [...(balance.answer?.rows ?? []), ...(risk.answer?.rows ?? [])].find((row) => row.region === cell.region && (row.number === undefined ? `risk.${row.measure}` : row.code === null ? row.measure : `${row.measure}.${row.code}`) === cell.code);
  const ids = opened && Array.isArray(opened.evidence) ? (opened.evidence as number[]) : [];
  const depthIds = cell?.code === 'lag' ? (depth.get(cell.region)?.evidence as number[] | null) ?? [] : [];
  const all = [...new Set([...ids, ...depthIds])].sort((a, b) => a - b);
  const open = cell && { row: cell.region, column: cell.code };
  const openDot = (measure: string) => (region: string) => change({ cell: writeCell({ region, code: measure }) });
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{words.balance}</h1>
          <p class="lead">{words.balanceLead}</p>
        </header>
        <Controls>
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} clear={['cell']} />
          <Select name="tier" label={words.tier} value={params.tier ?? ''} choices={[{ value: '', label: words.allTiers }, ...tiers.map((tier) => ({ value: tier, label: said.tier(tier) }))]} clear={['cell']} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} clear={['cell']} />}
          {canOwn && <Toggle name="own" label={words.ownVoice} on={params.own === '1'} />}
        </Controls>
        <Wait asked={balance}>
          {() => (
            <>
              <Tiers tiers={tiers} />
              <div class="halves">
                {lag.size > 0 && depth.size > 0 && (
                  <div>
                    <h2>{words.speedByDepth}</h2>
                    <p class="faint">{words.speedByDepthNote}</p>
                    <Quarters
                      dots={speedDots}
                      xName={words.speedAxis}
                      yName={words.depthAxis}
                      names={[words.quarterSlowDeep, words.quarterFastDeep, words.quarterSlowShallow, words.quarterFastShallow]}
                      xFigure={one}
                      yFigure={one}
                      tiers={tiers}
                      open={cell?.code === 'lag' ? cell.region : undefined}
                      onOpen={openDot('lag')}
                      label={words.speedByDepth}
                      picture={pictures[0]}
                    />
                    <Downloads verb="balance" params={{ ...filters, measure: 'lag' }} picture={() => pictures[0].current} name="qipan-speed-depth" />
                  </div>
                )}
                {hardware.size > 0 && (
                  <div>
                    <h2>{words.hardwareByScenario}</h2>
                    <p class="faint">{words.hardwareByScenarioNote}</p>
                    <Quarters
                      dots={hardwareDots}
                      xName={words.scenarioAxis}
                      yName={words.hardwareAxis}
                      diagonal
                      xFigure={{ share: false, decimals: 0 }}
                      yFigure={{ share: false, decimals: 0 }}
                      tiers={tiers}
                      open={cell?.code === 'hardware' ? cell.region : undefined}
                      onOpen={openDot('hardware')}
                      label={words.hardwareByScenario}
                      picture={pictures[1]}
                    />
                    <Downloads verb="balance" params={{ ...filters, measure: 'hardware' }} picture={() => pictures[1].current} name="qipan-hardware-scenario" />
                  </div>
                )}
              </div>
            </>
          )}
        </Wait>
        <div class="halves">
          <div>
            <Wait asked={balance}>
              {() => (
                <>
                  <h2>{words.madeOf}</h2>
                  <Controls>
                    <Select name="part" label={words.by} value={part} choices={parts.map((name) => ({ value: name, label: words[`part_${name}`] }))} clear={['cell']} />
                  </Controls>
                  {partRows.length > 0 ? (
                    <>
                      <p class="faint">{words[`part_${part as (typeof parts)[number]}_note`] ?? ''}</p>
                      <RoleGrid data={partData} unit={part === 'link' || part === 'instrument' ? 'share' : ''} label={words.madeOf} open={open} tiers={tiers} />
                    </>
                  ) : (
                    <p class="empty">{words.noRole}</p>
                  )}
                  <div class="below">
                    <Downloads verb="balance" params={balanceQuestion} name="qipan-balance" />
                  </div>
                </>
              )}
            </Wait>
          </div>
          <div>
            <h2>{words.risks}</h2>
            <p class="faint">{words.risksNote}</p>
            <Wait asked={risk}>
              {() => (
                <>
                  <RoleGrid data={riskData} unit="share" label={words.risks} open={open} tiers={tiers} />
                  <dl class="rules">
                    {rules.map((row) => (
                      <div key={text(row.measure)}>
                        <dt>{said.of(row, 'item')}</dt>
                        <dd>
                          {said.language === 'zh' ? (risksZh[text(row.measure)] ?? text(row.rule)) : text(row.rule)}
                          {text(row.pattern) && <span class="faint"> · {said.say('hangsOn', { pattern: text(row.pattern) })}</span>}
                        </dd>
                      </div>
                    ))}
                  </dl>
                  <div class="below">
                    <Downloads verb="risk" params={filters} name="qipan-risk" />
                    <a href={linkTo('ask', { verb: 'risk', patterns: 'true', limit: '3', go: '1' })}>{words.perPattern} →</a>
                  </div>
                </>
              )}
            </Wait>
          </div>
        </div>
      </section>
      {cell && opened && (
        <Drawer
          key={params.cell}
          cell={cell}
          title={`${said.of(opened, 'region')} × ${said.of(opened, 'item')}`}
          lead={<Counts row={opened} unit={text(opened.unit) || 'share'} />}
          absent={opened.state === 'no_document'}
          filters={filters}
          question={all.length > 0 ? { id: all.join(',') } : null}
          showRegion={false}
        />
      )}
    </div>
  );
}
