// The board itself: regions by codes as a heat grid.
import { useMemo } from 'preact/hooks';
import { hasOption, text, useAnswer, useMenu, type Params } from '../api';
import { chooseFigure, median } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select, Toggle } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Grid, gridOf, type GridData } from '../parts/grid';
import { gridPicture } from '../parts/picture';
import { change, type Route } from '../route';
import { branchChoices, kindChoices, orientationChoices, tiersOf, useCodes, useKinds, useRegions } from '../scheme';
import { useSpeech } from '../words';

function meanOf(data: GridData, row: number): number {
  const values = data.rows[row].cells.map((cell) => (cell && cell.state !== 'no_document' ? cell.value : NaN)).filter(Number.isFinite);
  return values.length === 0 ? -Infinity : values.reduce((sum, v) => sum + v, 0) / values.length;
}

function orderRows(data: GridData, order: string, column: string, tiers: string[], tree: Map<string, number> | undefined): number[] {
  const rows = data.rows.map((_, i) => i);
  const at = data.columns.findIndex((c) => c.key === column);
  const key = (i: number): number => {
    if (at >= 0) {
      const cell = data.rows[i].cells[at];
      return cell && cell.state !== 'no_document' && Number.isFinite(cell.value) ? cell.value : -Infinity;
    }
    return meanOf(data, i);
  };
  if (at >= 0 || order === 'value') return rows.map((i) => [i, key(i)]).sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([i]) => i);
  if (order === 'name') return rows;
  // Like beside like; a region that names nothing stands last.
  if (order === 'likeness' && tree) return rows.sort((a, b) => (tree.get(data.rows[a].key) ?? Infinity) - (tree.get(data.rows[b].key) ?? Infinity) || a - b);
  const tier = (i: number) => {
    const place = tiers.indexOf(data.rows[i].group);
    return place < 0 ? tiers.length : place;
  };
  return rows.sort((a, b) => tier(a) - tier(b) || a - b);
}

function orderColumns(data: GridData, order: string): number[] {
  const columns = data.columns.map((_, i) => i);
  if (order === 'book') return columns;
  const middle = columns.map((c) => {
    const values = data.rows.map((r) => r.cells[c]?.value ?? NaN).filter(Number.isFinite);
    return [median(values) || 0, values.reduce((sum, v) => sum + v, 0)];
  });
  return columns.sort((a, b) => middle[b][0] - middle[a][0] || middle[b][1] - middle[a][1] || a - b);
}

export function BoardView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const verbs = useMenu();
  const measures = useAnswer('measures');
  const by = params.by ?? 'field';
  const measure = params.measure ?? 'attention';
  const orientation = params.orientation ?? 'plan';
  const order = params.order ?? 'tier';
  const own = hasOption(verbs, 'board', 'own-voice') && params.own === '1';
  const filters: Params = { orientation, kind: params.kind, ...(own ? { 'own-voice': true } : {}) };
  const question: Params = { by, measure, tier: params.tier, ...filters };
  const asked = useAnswer('board', { ...question, evidence: 'none' });
  const tiers = tiersOf(regions);
  const alike = useAnswer(order === 'likeness' && !params.sort ? 'similarity' : null, { by, tier: params.tier, ...filters, show: 'order', draws: 0, permutations: 0 });
  const tree = useMemo(() => alike.answer && new Map(alike.answer.rows.map((row, i) => [text(row.region), i])), [alike.answer]);
  const data = useMemo(
    () => gridOf(asked.answer?.rows ?? [], (row) => said.of(row, 'region'), (row) => said.of(row, 'label') || text(row.code)),
    [asked.answer, said.language],
  );
  const rows = useMemo(() => orderRows(data, order, params.sort ?? '', tiers, tree), [data, order, params.sort, tiers.join(), tree]);
  const columns = useMemo(() => orderColumns(data, params.columns ?? 'median'), [data, params.columns]);
  const unit = asked.answer?.columns.find((c) => c.name === 'value')?.unit ?? '';
  const figure = useMemo(() => chooseFigure(unit, data.rows.flatMap((r) => r.cells.map((c) => c?.value ?? NaN))), [data, unit]);
  const known = measures.answer?.rows.find((row) => row.name === measure);
  const about = said.measure(measure, text(known?.meaning));
  const cell = readCell(params.cell);
  const openRow = cell && data.rows.find((r) => r.key === cell.region);
  const openColumn = cell && data.columns.find((c) => c.key === cell.code);
  const openCell = openRow && openColumn && openRow.cells[data.columns.indexOf(openColumn)];
  // Measures of whole regions or whole codes are lists, not a grid of both.
  const matrix = (asked.answer?.rows ?? []).some((row) => row.code !== null && row.region !== null);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{words.board}</h1>
          <p class="lead">{words.boardLead}</p>
        </header>
        <Controls>
          <Select name="by" label={words.by} value={by} choices={branchChoices(codes, said)} clear={['cell', 'sort']} />
          <Select
            name="measure"
            label={words.measure}
            value={measure}
            choices={(measures.answer?.rows ?? []).filter((row) => text(row.verb) === 'board').map((row) => ({ value: text(row.name), label: said.measure(text(row.name)).name }))}
            clear={['cell']}
          />
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
          <Select name="tier" label={words.tier} value={params.tier ?? ''} choices={[{ value: '', label: words.allTiers }, ...tiers.map((tier) => ({ value: tier, label: said.tier(tier) }))]} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
          <Select
            name="order"
            label={words.order}
            value={params.sort ? 'column' : order}
            clear={['sort']}
            choices={[
              { value: 'tier', label: words.orderTier },
              { value: 'likeness', label: words.orderLikeness },
              { value: 'value', label: words.orderValue },
              { value: 'name', label: words.orderName },
              ...(params.sort ? [{ value: 'column', label: `${words.orderColumn}: ${data.columns.find((c) => c.key === params.sort)?.name ?? ''}` }] : []),
            ]}
          />
          <Select
            name="columns"
            label={words.columnOrder}
            value={params.columns ?? 'median'}
            choices={[
              { value: 'median', label: words.columnsMedian },
              { value: 'book', label: words.columnsBook },
            ]}
          />
          {hasOption(verbs, 'board', 'own-voice') && <Toggle name="own" label={words.ownVoice} on={own} />}
        </Controls>
        <p class="about">
          <b>{about.name}</b> {about.meaning} {known && <span class="faint">{text(known.number)} · {said.unit(text(known.unit))}</span>}
        </p>
        <Wait asked={asked}>
          {(answer) => (
            <>
              {matrix ? (
                <Grid
                  data={data}
                  order={rows}
                  columns={columns}
                  grouped={order === 'tier' && !params.sort}
                  figure={figure}
                  sorted={params.sort}
                  open={cell && { row: cell.region, column: cell.code }}
                  label={`${words.board}: ${about.name}`}
                  groupName={said.tier}
                  onOpen={(row, column) => change({ cell: writeCell({ region: row.key, code: column.key }) })}
                  onSort={(column) => change({ sort: params.sort === column.key ? undefined : column.key })}
                />
              ) : (
                <PlainList rows={answer.rows} figureUnit={unit} />
              )}
              <div class="below">
                <Downloads verb="board" params={question} picture={matrix ? () => gridPicture(data, rows, columns, figure, words.stateNoDocument) : undefined} name={`qipan-${by}-${measure}`} />
                <ManifestLine manifest={answer.manifest} />
              </div>
            </>
          )}
        </Wait>
      </section>
      {cell && (
        <Drawer
          key={params.cell}
          cell={cell}
          title={[openRow?.name ?? cell.region, openColumn?.name ?? cell.code].filter(Boolean).join(' × ')}
          subtitle={openCell && openCell.state !== 'no_document' && openCell.n <= openCell.base ? said.say('sentencesOf', { n: openCell.n, base: Math.round(openCell.base) }) : undefined}
          absent={openCell?.state === 'no_document'}
          filters={filters}
        />
      )}
    </div>
  );
}

function PlainList(props: { rows: import('../api').Row[]; figureUnit: string }) {
  const said = useSpeech();
  const figure = chooseFigure(props.figureUnit, props.rows.map((r) => Number(r.value)));
  const most = Math.max(...props.rows.map((r) => Math.abs(Number(r.value)) || 0));
  return (
    <ol class="bars">
      {[...props.rows]
        .sort((a, b) => Number(b.value) - Number(a.value))
        .map((row, i) => (
          <li key={i}>
            <span class="name">{said.of(row, 'region') || said.of(row, 'label')}</span>
            <Bar value={Number(row.value) / most} low={Number(row.value_low) / most} high={Number(row.value_high) / most} />
            <span class="figure">{row.value === null ? '–' : (figure.share ? Number(row.value) * 100 : Number(row.value)).toFixed(figure.decimals)}</span>
          </li>
        ))}
    </ol>
  );
}

/** A bar of 0..1 with its interval as a line. */
export function Bar(props: { value: number; low?: number; high?: number; reference?: number }) {
  const x = (v: number) => Math.max(0, Math.min(1, v)) * 100;
  return (
    <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
      <rect class="fill" x={0} y={2} width={Number.isFinite(props.value) ? x(Math.abs(props.value)) : 0} height={6} />
      {Number.isFinite(props.low) && Number.isFinite(props.high) && props.low !== null && <line class="range" x1={x(props.low!)} x2={x(props.high!)} y1={5} y2={5} />}
      {Number.isFinite(props.reference) && <line class="reference" x1={x(props.reference!)} x2={x(props.reference!)} y1={0} y2={10} />}
    </svg>
  );
}

export function ManifestLine(props: { manifest: Record<string, string | number> }) {
  const { words } = useSpeech();
  const m = props.manifest;
  return (
    <details class="manifest">
      <summary>{words.manifest}</summary>
      <dl>
        {Object.entries(m).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{String(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
