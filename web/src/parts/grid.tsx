// The board: rows by columns, one figure a cell. A table with a moving focus (arrow keys), rows
// drawn only where they can be seen once there are many, so that a thousand regions stay quick.
import { memo } from './memo';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../api';
import { number, text } from '../api';
import { heatClass, makeHeat, median, writeFigure, writeInterval, type Figure, type Heat } from '../figures';
import { useSpeech } from '../words';

export interface GridCell {
  value: number;
  low: number;
  high: number;
  n: number;
  base: number;
  baseline: number;
  state: string;
}
export interface GridRow {
  key: string;
  name: string;
  group: string;
  cells: (GridCell | undefined)[];
}
export interface GridColumn {
  key: string;
  name: string;
}
export interface GridData {
  rows: GridRow[];
  columns: GridColumn[];
}

/** The long rows of the board verb as a grid, in their order. */
export function gridOf(rows: Row[], rowName: (row: Row) => string, columnName: (row: Row) => string): GridData {
  const columns = new Map<string, number>();
  const grid: GridData = { rows: [], columns: [] };
  const places = new Map<string, GridRow>();
  for (const row of rows) {
    const code = text(row.code);
    let place = columns.get(code);
    if (place === undefined) {
      place = grid.columns.length;
      columns.set(code, place);
      grid.columns.push({ key: code, name: columnName(row) });
    }
    const region = text(row.region);
    let line = places.get(region);
    if (!line) {
      line = { key: region, name: rowName(row), group: text(row.tier), cells: [] };
      places.set(region, line);
      grid.rows.push(line);
    }
    line.cells[place] = {
      value: number(row.value),
      low: number(row.value_low),
      high: number(row.value_high),
      n: number(row.n),
      base: number(row.denominator),
      baseline: number(row.baseline),
      state: text(row.state),
    };
  }
  return grid;
}

const LINE = 27;
const MANY = 150;

function cellText(cell: GridCell | undefined, figure: Figure): string {
  if (!cell) return '';
  if (cell.state === 'no_document') return '';
  if (cell.state === 'zero' || (cell.state === 'partial' && cell.value === 0)) return '·';
  return writeFigure(cell.value, figure);
}

function cellClass(cell: GridCell | undefined, heat: Heat): string {
  if (!cell || cell.state === 'no_document') return 'absent';
  const classes = [heatClass(cell.value, heat)];
  if (cell.state === 'partial') classes.push('partial');
  if (cell.state === 'few') classes.push('few');
  if (cell.state === 'zero' || cell.value === 0) classes.push('zero');
  return classes.join(' ');
}

const Line = memo(function Line(props: {
  row: GridRow;
  index: number;
  columns: number[];
  heat: Heat;
  figure: Figure;
  focus: number;
  open: number;
  wordsAbsent: string;
}) {
  const { row } = props;
  return (
    <tr aria-rowindex={props.index + 2} data-row={props.index}>
      <th scope="row">
        <a href={`#/region?region=${encodeURIComponent(row.key)}`} tabIndex={-1}>
          {row.name}
        </a>
      </th>
      {props.columns.map((c, place) => {
        const cell = row.cells[c];
        return (
          <td
            key={c}
            data-column={place}
            class={cellClass(cell, props.heat)}
            tabIndex={props.focus === place ? 0 : -1}
            aria-selected={props.open === place}
            aria-label={!cell || cell.state === 'no_document' ? props.wordsAbsent : undefined}
          >
            {cellText(cell, props.figure)}
          </td>
        );
      })}
    </tr>
  );
});

export interface GridProps {
  data: GridData;
  order: number[]; // rows as drawn
  columns: number[]; // columns as drawn
  grouped: boolean;
  figure: Figure;
  sorted?: string;
  open?: { row: string; column: string };
  label: string;
  groupName: (group: string) => string;
  onOpen: (row: GridRow, column: GridColumn, cell: GridCell | undefined) => void;
  onSort: (column: GridColumn) => void;
}

export function Grid(props: GridProps) {
  const { data, order, columns, figure } = props;
  const { words, say } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const [focus, setFocus] = useState<[number, number]>([0, 0]);
  const [pointed, setPointed] = useState<[number, number] | null>(null);
  const [seen, setSeen] = useState<[number, number]>([0, MANY]);
  const heat = useMemo(() => makeHeat(data.rows.flatMap((r) => r.cells.map((c) => c?.value ?? NaN))), [data]);
  const stats = useMemo(
    () =>
      columns.map((c) => {
        const values = data.rows.map((r) => r.cells[c]).filter((cell) => cell && cell.state !== 'no_document');
        return { median: median(values.map((cell) => cell!.value)), above: values.filter((cell) => cell!.value > 0).length };
      }),
    [data, columns],
  );
  const many = order.length > MANY;
  useEffect(() => {
    const box = frame.current;
    if (!box || !many) return;
    const look = () => {
      const top = Math.max(0, Math.floor(box.scrollTop / LINE) - 20);
      setSeen([top, top + Math.ceil(box.clientHeight / LINE) + 40]);
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [many, order]);
  const [from, to] = many ? [Math.min(seen[0], order.length), Math.min(seen[1], order.length)] : [0, order.length];

  const placeOf = (target: EventTarget | null): [number, number] | null => {
    const cell = (target as HTMLElement | null)?.closest?.('td[data-column]') as HTMLElement | null;
    if (!cell) return null;
    return [Number(cell.parentElement!.dataset.row), Number(cell.dataset.column)];
  };
  const open = ([r, c]: [number, number]) => {
    const row = data.rows[order[r]];
    if (row) props.onOpen(row, data.columns[columns[c]], row.cells[columns[c]]);
  };
  const move = (r: number, c: number) => {
    const next: [number, number] = [Math.max(0, Math.min(order.length - 1, r)), Math.max(0, Math.min(columns.length - 1, c))];
    setFocus(next);
    if (many && frame.current) {
      const top = next[0] * LINE;
      if (top < frame.current.scrollTop + 40 || top > frame.current.scrollTop + frame.current.clientHeight - 80) frame.current.scrollTop = Math.max(0, top - frame.current.clientHeight / 2);
    }
    const cell = () => frame.current?.querySelector<HTMLElement>(`tr[data-row="${next[0]}"] td[data-column="${next[1]}"]`);
    // At once where it is drawn already: the next key may come before the next frame.
    const drawn = cell();
    if (drawn) drawn.focus();
    else requestAnimationFrame(() => cell()?.focus());
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
      End: [r, columns.length - 1],
      PageUp: [r - 10, c],
      PageDown: [r + 10, c],
    };
    if (event.key === 'Enter' || event.key === ' ') open(place);
    else if (steps[event.key]) move(...steps[event.key]);
    else return;
    event.preventDefault();
  };

  const shown = pointed ?? focus;
  const shownRow = data.rows[order[shown[0]]];
  const shownColumn = data.columns[columns[shown[1]]];
  const shownCell = shownRow?.cells[columns[shown[1]]];
  const states: Record<string, string> = {
    no_document: words.stateNoDocument,
    partial: words.statePartial,
    zero: words.stateZero,
    undefined: words.stateUndefined,
    few: words.stateFew,
  };
  const lines = [];
  for (let r = from; r < to; r++) {
    const row = data.rows[order[r]];
    if (props.grouped && (r === 0 || data.rows[order[r - 1]].group !== row.group))
      lines.push(
        <tr key={`g${row.group}`} class="group">
          <th colSpan={columns.length + 1} scope="rowgroup">
            <span>{props.groupName(row.group)}</span>
          </th>
        </tr>,
      );
    lines.push(
      <Line
        key={row.key}
        row={row}
        index={r}
        columns={columns}
        heat={heat}
        figure={figure}
        focus={focus[0] === r ? focus[1] : -1}
        open={props.open?.row === row.key ? columns.findIndex((c) => data.columns[c].key === props.open!.column) : -1}
        wordsAbsent={words.stateNoDocument}
      />,
    );
  }
  return (
    <>
      <p class="readout" aria-live="off">
        {shownCell && pointed ? (
          <>
            <b>{shownRow.name}</b> × <b>{shownColumn.name}</b>
            {shownCell.state === 'no_document' ? (
              <span> {words.stateNoDocument}</span>
            ) : (
              <>
                <span class="figure">{writeFigure(shownCell.value, figure, true)}</span>
                <span class="faint">{writeInterval(shownCell.low, shownCell.high, figure)}</span>
                {Number.isFinite(shownCell.base) && shownCell.n <= shownCell.base && <span>{say('sentencesOf', { n: shownCell.n, base: Math.round(shownCell.base) })}</span>}
                {Number.isFinite(shownCell.baseline) && (
                  <span class="faint">
                    {words.allRegions} {writeFigure(shownCell.baseline, figure, true)}
                  </span>
                )}
                {states[shownCell.state] && <span class="faint">{states[shownCell.state]}</span>}
              </>
            )}
          </>
        ) : (
          <span class="faint">{words.pointHint}</span>
        )}
      </p>
      <div
        class={many ? 'board many' : 'board'}
        ref={frame}
        onMouseOver={(event) => setPointed(placeOf(event.target))}
        onMouseLeave={() => setPointed(null)}
        onFocusIn={(event) => {
          const place = placeOf(event.target);
          if (place) {
            setFocus(place);
            setPointed(place);
          }
        }}
        onKeyDown={key}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (place) {
            setFocus(place);
            open(place);
          }
        }}
      >
        <table role="grid" aria-label={props.label} aria-rowcount={order.length + 1}>
          <thead>
            <tr>
              <td class="corner" />
              {columns.map((c) => {
                const column = data.columns[c];
                return (
                  <th key={column.key} scope="col" aria-sort={props.sorted === column.key ? 'descending' : 'none'}>
                    <button type="button" class="link" onClick={() => props.onSort(column)} title={column.name}>
                      <span>{column.name}</span>
                    </button>
                  </th>
                );
              })}
            </tr>
          </thead>
          <tbody>
            {many && <tr class="space" aria-hidden="true" ref={(e: HTMLElement | null) => e?.style.setProperty('height', `${from * LINE}px`)} />}
            {lines}
            {many && <tr class="space" aria-hidden="true" ref={(e: HTMLElement | null) => e?.style.setProperty('height', `${(order.length - to) * LINE}px`)} />}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{words.median}</th>
              {columns.map((c, i) => (
                <td key={c}>{writeFigure(stats[i].median, figure)}</td>
              ))}
            </tr>
            <tr>
              <th scope="row">{words.above0}</th>
              {columns.map((c, i) => (
                <td key={c}>{stats[i].above}</td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      <Legend heat={heat} figure={figure} />
    </>
  );
}

export function Legend(props: { heat: Heat; figure: Figure; plain?: boolean }) {
  const { words } = useSpeech();
  const { steps, below } = props.heat;
  return (
    <div class="legend" role="group" aria-label={words.legend}>
      {below.length > 0 && (
        <span class="scale">
          {[3, 2, 1].map((i) => (
            <i key={i} class={`l${i}`} />
          ))}
        </span>
      )}
      {steps.length > 0 && (
        <span class="scale">
          <small>{words.lower}</small>
          {[1, 2, 3, 4, 5, 6].map((i) => (
            <i key={i} class={`h${i}`} title={i === 1 ? `< ${writeFigure(steps[0], props.figure, true)}` : `≥ ${writeFigure(steps[i - 2], props.figure, true)}`} />
          ))}
          <small>
            {words.higher}
            {props.figure.share ? ' %' : ''}
          </small>
        </span>
      )}
      {!props.plain && (
        <>
          <span>
            <i class="zero">·</i> {words.stateZero}
          </span>
          <span>
            <i class="few h2">3</i> {words.stateFew}
          </span>
          <span>
            <i class="partial h2">4</i> {words.statePartial}
          </span>
          <span>
            <i class="absent" /> {words.stateNoDocument}
          </span>
        </>
      )}
    </div>
  );
}
