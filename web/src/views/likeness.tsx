// Are the plans alike: indices beside what chance gives, all pairs in the order of the tree, the
// pairs that stand out as a network, and each region's nearest.
import { useMemo, useRef } from 'preact/hooks';
import { hasOption, number, text, useAnswer, useMenu, type Asked, type Params, type Row } from '../api';
import { chooseFigure, writeFigure, writeInterval, type Figure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select, Toggle } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Matrix } from '../parts/matrix';
import { Table } from '../parts/table';
import { useWidth } from '../parts/width';
import { linkTo, type Route } from '../route';
import { branchChoices, kindChoices, orientationChoices, tiersOf, useCodes, useKinds, useRegions } from '../scheme';
import { useSpeech, type Speech } from '../words';

const MOST_DRAWN = 100;
const MOST_CHORDS = 300;
const two: Figure = { share: false, decimals: 2 };
const fine: Figure = { share: false, decimals: 3 };

const probability = (p: number) => (!Number.isFinite(p) ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3));

/** Value with interval as a dot on a line; what chance gives as a band of two standard deviations. */
function Nulls(props: { rows: Row[]; picture: { current: SVGSVGElement | null } }) {
  const said = useSpeech();
  const { words } = said;
  const [box, width] = useWidth<HTMLDivElement>(760);
  const LINE = 62;
  // Rows of one kind (what stands before the comma) share their scale.
  const kind = (row: Row) => (text(row.item_en).includes('M12') ? 'M12' : 'M11');
  const range = (name: string): [number, number] => {
    const of = props.rows.filter((row) => kind(row) === name);
    const ends = of.flatMap((row) => [number(row.value_low), number(row.value_high), number(row.value), number(row.expected) - 2.4 * number(row.expected_sd), number(row.expected) + 2.4 * number(row.expected_sd)]).filter(Number.isFinite);
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const pad = (high - low) * 0.05 || 0.1;
    return [low - pad, high + pad];
  };
  return (
    <div ref={box}>
      <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="nulls" width={width} height={props.rows.length * LINE} viewBox={`0 0 ${width} ${props.rows.length * LINE}`} role="img" aria-label={words.homogenization}>
        {props.rows.map((row, i) => {
          const [low, high] = range(kind(row));
          const x = (v: number) => 8 + ((v - low) / (high - low)) * (width - 16);
          const top = i * LINE;
          const y = top + 38;
          const [expected, sd] = [number(row.expected), number(row.expected_sd)];
          return (
            <g key={i}>
              <text x={8} y={top + 16} font-size={13}>
                {said.of(row, 'item')}
              </text>
              <line class="lane" x1={8} x2={width - 8} y1={y} y2={y} />
              {Number.isFinite(expected) && (
                <>
                  <rect class="chance" x={x(expected - 2 * sd)} width={Math.max(2, x(expected + 2 * sd) - x(expected - 2 * sd))} y={y - 9} height={18} />
                  <line class="expected" x1={x(expected)} x2={x(expected)} y1={y - 11} y2={y + 11} />
                </>
              )}
              {Number.isFinite(number(row.value_low)) && <line class="range" x1={x(number(row.value_low))} x2={x(number(row.value_high))} y1={y} y2={y} />}
              <circle cx={x(number(row.value))} cy={y} r={5} />
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Regions on a circle in the order of the tree; a chord for each pair that chance does not give. */
function Network(props: { order: Row[]; pairs: Row[]; least: number; tiers: string[]; picture: { current: SVGSVGElement | null }; link: (a: string, b: string) => string }) {
  const said = useSpeech();
  const { words } = said;
  const [box, width] = useWidth<HTMLDivElement>(620);
  const radius = Math.max(90, width / 2 - (said.language === 'zh' ? 54 : 92));
  const middle = width / 2;
  const angle = useMemo(() => new Map(props.order.map((row, i) => [text(row.region), ((i + 0.5) / props.order.length) * 2 * Math.PI - Math.PI / 2])), [props.order]);
  const at = (region: string, r = radius): [number, number] => [middle + r * Math.cos(angle.get(region) ?? 0), middle + r * Math.sin(angle.get(region) ?? 0)];
  const beyond = props.pairs.filter((row) => Math.abs(number(row.z)) >= props.least).sort((a, b) => Math.abs(number(a.z)) - Math.abs(number(b.z)));
  const shown = beyond.slice(-MOST_CHORDS);
  return (
    <div ref={box}>
      {beyond.length > shown.length && <p class="faint">{said.say('strongestOf', { n: shown.length, total: beyond.length })}</p>}
      <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="network" width={width} height={width} viewBox={`0 0 ${width} ${width}`} role="group" aria-label={words.network}>
        {shown.map((row) => {
          const [a, b, z] = [text(row.region), text(row.other), number(row.z)];
          const [[x1, y1], [x2, y2]] = [at(a), at(b)];
          const label = `${said.of(row, 'region')} – ${said.of(row, 'other')}: ${writeFigure(number(row.likeness), two)}, z ${writeFigure(z, two)}`;
          return (
            <a key={`${a}~${b}`} href={props.link(a, b)} aria-label={label}>
              <title>{label}</title>
              <path class={z > 0 ? 'alike' : 'unlike'} d={`M${x1} ${y1}Q${middle + (x1 + x2 - 2 * middle) * 0.12} ${middle + (y1 + y2 - 2 * middle) * 0.12} ${x2} ${y2}`} stroke-width={Math.min(5, Math.abs(z) - 0.6)} />
            </a>
          );
        })}
        {props.order.map((row) => {
          const region = text(row.region);
          const turn = ((angle.get(region) ?? 0) * 180) / Math.PI;
          const left = turn > 90 && turn < 270;
          const [x, y] = at(region);
          const [tx, ty] = at(region, radius + 9);
          return (
            <g key={region}>
              <circle class={`tier${props.tiers.indexOf(text(row.tier)) % 4}`} cx={x} cy={y} r={4.5} />
              <text transform={`translate(${tx} ${ty}) rotate(${left ? turn + 180 : turn})`} dy={4} text-anchor={left ? 'end' : 'start'} font-size={12}>
                {said.of(row, 'region')}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

function indexLine(row: Row, said: Speech): string {
  const { words } = said;
  const parts = [`${writeFigure(number(row.value), fine)} ${writeInterval(number(row.value_low), number(row.value_high), fine)}`];
  if (Number.isFinite(number(row.expected))) parts.push(`${words.expected} ${writeFigure(number(row.expected), fine)} ± ${writeFigure(number(row.expected_sd), fine)}`, `z ${writeFigure(number(row.z), two)}`, `p ${probability(number(row.p))}`);
  return parts.join(' · ');
}

/** "1–100: first … last", a part of the order. */
function partChoice(order: Row[], part: number, said: Speech): { value: string; label: string } {
  const [from, to] = [part * MOST_DRAWN, Math.min(order.length, (part + 1) * MOST_DRAWN)];
  return { value: String(part), label: `${from + 1}–${to}: ${said.of(order[from], 'region')} … ${said.of(order[to - 1], 'region')}` };
}

function Indices(props: { rows: Row[] }) {
  const said = useSpeech();
  return (
    <ul class="indices">
      {props.rows.map((row, i) => (
        <li key={i}>
          <b>{said.of(row, 'item')}</b> <span>{indexLine(row, said)}</span> <em>{said.of(row, 'note')}</em>
        </li>
      ))}
    </ul>
  );
}

export function LikenessView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const verbs = useMenu();
  const by = params.by ?? 'field';
  const orientation = params.orientation ?? 'plan';
  const distance = params.distance ?? 'jsd';
  const groups = params.groups ?? '4';
  const least = Number(params.z ?? '3');
  const canOwn = hasOption(verbs, 'similarity', 'own-voice');
  const filters: Params = { by, orientation, tier: params.tier, kind: params.kind, ...(canOwn && params.own === '1' ? { 'own-voice': true } : {}) };
  const passed = { by, orientation, kind: params.kind, own: params.own };
  const compare = (a: string, b: string) => linkTo('compare', { a, b, ...passed });
  const orderQuestion: Params = { ...filters, show: 'order', distance, groups };
  const order = useAnswer('similarity', { ...orderQuestion, draws: 0, permutations: 0 });
  const count = order.answer?.rows.length ?? 0;
  // Of many regions a part of the order is drawn at a time: neighbours in the tree stay together.
  const all = order.answer?.rows ?? [];
  const parts = Math.ceil(count / MOST_DRAWN);
  const part = Math.min(Math.max(0, Math.floor(Number(params.part ?? '0')) || 0), Math.max(0, parts - 1));
  const shown = useMemo(() => (parts > 1 ? all.slice(part * MOST_DRAWN, (part + 1) * MOST_DRAWN) : all), [order.answer, part]);
  const only: Params = parts > 1 ? { region: shown.map((row) => text(row.region)).join(',') } : {};
  const drawn = count > 0;
  const matrixQuestion: Params = { ...filters, ...only, show: 'matrix', distance };
  const matrix = useAnswer(drawn ? 'similarity' : null, { ...matrixQuestion, draws: 0, permutations: 0 });
  const pairsQuestion: Params = { ...filters, ...only, show: 'pairs' };
  // What takes its time is asked when what stands above it is on the screen.
  const done = (asked: Asked) => asked.answer !== undefined || asked.error !== undefined;
  const pairs = useAnswer(drawn && done(matrix) ? 'similarity' : null, pairsQuestion);
  const summary = useAnswer(done(order) && (!drawn || done(pairs)) ? 'similarity' : null, filters);
  const pictures = [useRef<SVGSVGElement>(null), useRef<SVGSVGElement>(null), useRef<SVGSVGElement>(null)];
  const tiers = tiersOf(regions);
  const place = useMemo(() => new Map(shown.map((row, i) => [text(row.region), i])), [shown]);
  const values = useMemo(() => {
    const grid = new Map<string, number>();
    for (const row of matrix.answer?.rows ?? []) grid.set(`${place.get(text(row.region))} ${place.get(text(row.other))}`, number(row.value));
    return grid;
  }, [matrix.answer, place]);
  const details = useMemo(() => {
    const known = new Map<string, Row>();
    for (const row of pairs.answer?.rows ?? []) {
      known.set(`${text(row.region)}~${text(row.other)}`, row);
      known.set(`${text(row.other)}~${text(row.region)}`, row);
    }
    return known;
  }, [pairs.answer]);
  const names = useMemo(() => shown.map((row) => said.of(row, 'region')), [shown, said.language]);
  const value = useMemo(() => (r: number, c: number) => values.get(`${r} ${c}`) ?? NaN, [values]);
  const figure = useMemo(() => chooseFigure('', [...values.values()]), [values]);
  // One element as long as it shows the same: the progress of other answers does not draw it anew.
  const chords = useMemo(
    () => pairs.answer && <Network order={shown} pairs={pairs.answer.rows} least={least} tiers={tiers} picture={pictures[2]} link={compare} />,
    [pairs.answer, shown, least, tiers.join(), said.language],
  );
  const distances = [
    ['jsd', words.distanceJsd],
    ['cosine', words.distanceCosine],
    ['jaccard', words.distanceJaccard],
    ['krugman', words.distanceKrugman],
  ] as const;
  return (
    <section class="main">
      <header class="head">
        <h1>{words.likeness}</h1>
        <p class="lead">{words.likenessLead}</p>
      </header>
      <Controls>
        <Select name="by" label={words.by} value={by} choices={branchChoices(codes, said)} />
        <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
        <Select name="tier" label={words.tier} value={params.tier ?? ''} choices={[{ value: '', label: words.allTiers }, ...tiers.map((tier) => ({ value: tier, label: said.tier(tier) }))]} />
        {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
        <Select name="distance" label={words.measure} value={distance} choices={distances.map(([name, label]) => ({ value: name, label }))} />
        <Select name="groups" label={words.groups} value={groups} choices={['2', '3', '4', '5', '6', '8'].map((n) => ({ value: n, label: n }))} />
        {canOwn && <Toggle name="own" label={words.ownVoice} on={params.own === '1'} />}
      </Controls>

      <h2>{words.likenessMatrix}</h2>
      <p class="faint">{words.likenessMatrixNote}</p>
      <Wait asked={order}>
        {() => (
          <>
            {parts > 1 && (
              <Controls>
                <Select name="part" label={said.say('partOf', { n: count })} value={String(part)} choices={Array.from({ length: parts }, (_, i) => partChoice(all, i, said))} />
              </Controls>
            )}
            <Wait asked={matrix}>
              {() => (
                <>
                  <Matrix
                    names={names}
                    value={value}
                    figure={figure}
                    label={words.likenessMatrix}
                    joins={shown.map((row) => number(row.joined))}
                    groups={shown.map((row) => number(row.group))}
                    picture={pictures[1]}
                    version={details}
                    describe={(r, c) => {
                      if (r === c) return names[r];
                      const row = details.get(`${text(shown[r].region)}~${text(shown[c].region)}`);
                      const chance = row && Number.isFinite(number(row.z)) ? ` · JSD ${writeFigure(number(row.likeness), two)} ${writeInterval(number(row.likeness_low), number(row.likeness_high), two)} · ${words.expected} ${writeFigure(number(row.expected), two)} · z ${writeFigure(number(row.z), two)}` : '';
                      return `${names[r]} – ${names[c]}: ${writeFigure(value(r, c), figure)}${chance}`;
                    }}
                    onOpen={(r, c) => {
                      if (r !== c) location.hash = compare(text(shown[r].region), text(shown[c].region));
                    }}
                  />
                  <div class="below">
                    <Downloads verb="similarity" params={matrixQuestion} picture={() => pictures[1].current} name="qipan-likeness" />
                  </div>
                </>
              )}
            </Wait>
          </>
        )}
      </Wait>

      <h2>{words.homogenization}</h2>
      <p class="faint">{words.homogenizationNote}</p>
      <Wait asked={summary}>
        {(answer) => {
          const of = (section: string) => answer.rows.filter((row) => row.section === section);
          const [rows, own] = [of('one board'), of('own voice')];
          return (
            <>
              <Nulls rows={rows} picture={pictures[0]} />
              <Indices rows={rows} />
              {own.length > 0 && (
                <>
                  <h3>{words.ownVoice}</h3>
                  <Indices rows={own} />
                </>
              )}
              <div class="below">
                <Downloads verb="similarity" params={filters} picture={() => pictures[0].current} name="qipan-homogenization" />
              </div>
            </>
          );
        }}
      </Wait>

      <div class="halves">
        {drawn && (
          <div>
            <h2>{words.network}</h2>
            <p class="faint">{words.networkNote}</p>
            <Controls>
              <Select name="z" label="|z|" value={params.z ?? '3'} choices={['2', '2.5', '3', '4'].map((z) => ({ value: z, label: `≥ ${z}` }))} />
            </Controls>
            <Wait asked={pairs}>
              {(answer) => (
                <>
                  <p class="legend">
                    <span>
                      <i class="key alike" /> {words.moreAlike} {answer.rows.filter((row) => number(row.z) >= least).length}
                    </span>
                    <span>
                      <i class="key unlike" /> {words.lessAlike} {answer.rows.filter((row) => number(row.z) <= -least).length}
                    </span>
                    {tiers.map((tier, i) => (
                      <span key={tier}>
                        <i class={`key dot tier${i % 4}`} /> {said.tier(tier)}
                      </span>
                    ))}
                  </p>
                  {chords}
                  <div class="below">
                    <Downloads verb="similarity" params={pairsQuestion} picture={() => pictures[2].current} name="qipan-likeness-pairs" />
                  </div>
                </>
              )}
            </Wait>
          </div>
        )}
        <div>
          <h2>{words.nearest}</h2>
          <Wait asked={order}>
            {(answer) => (
              <>
                <Table
                  label={words.nearest}
                  rows={parts > 1 ? shown : answer.rows}
                  columns={[
                    { name: 'place', label: '#', numeric: true },
                    { name: 'group', label: words.group, numeric: true },
                    { name: 'region', label: words.region, show: (row) => <a href={linkTo('region', { region: text(row.region) })}>{said.of(row, 'region')}</a> },
                    { name: 'other', label: words.nearest, show: (row) => <a href={compare(text(row.region), text(row.other))}>{said.of(row, 'other')}</a> },
                    { name: 'likeness', label: words.likeness, numeric: true, show: (row) => writeFigure(number(row.likeness), two) },
                    {
                      name: 'z',
                      label: 'z',
                      numeric: true,
                      show: (row) => writeFigure(number(details.get(`${text(row.region)}~${text(row.other)}`)?.z), two),
                    },
                    { name: 'mean_likeness', label: words.meanLikeness, numeric: true, show: (row) => writeFigure(number(row.mean_likeness), two) },
                  ]}
                />
                <Downloads verb="similarity" params={orderQuestion} name="qipan-likeness-order" />
              </>
            )}
          </Wait>
        </div>
      </div>
    </section>
  );
}
