// The board: rows by columns, one figure a cell. A table with a moving focus (arrow keys), rows
// drawn only where they can be seen once there are many, so that a thousand regions stay quick.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { Row } from '../api';
import { number, text } from '../api';
import { makeHeat, median, writeFigure, writeInterval, type Figure, type Heat } from '../figures';
import { useSpeech } from '../words';
import { drawLines } from './lines';

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
const AHEAD = 20; // lines drawn above and below what is seen

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

type Place = [row: number, column: number];

/** What stands above the board: the cell that is pointed at, in full. */
function Readout(props: GridProps & { listen: { show: (place: Place | null) => void } }) {
  const { data, order, columns, figure } = props;
  const { words, say } = useSpeech();
  const [place, setPlace] = useState<Place | null>(null);
  props.listen.show = setPlace;
  const row = place && data.rows[order[place[0]]];
  const column = place && data.columns[columns[place[1]]];
  if (!row || !column)
    return (
      <p class="readout" aria-live="off">
        <span class="faint">{words.pointHint}</span>
      </p>
    );
  const cell = row.cells[columns[place[1]]];
  const states: Record<string, string> = {
    partial: words.statePartial,
    zero: words.stateZero,
    undefined: words.stateUndefined,
    few: words.stateFew,
  };
  return (
    <p class="readout" aria-live="off">
      <b>{row.name}</b> × <b>{column.name}</b>
      {!cell || cell.state === 'no_document' ? (
        <span> {words.stateNoDocument}</span>
      ) : (
        <>
          <span class="figure">{writeFigure(cell.value, figure, true)}</span>
          <span class="faint">{writeInterval(cell.low, cell.high, figure)}</span>
          {Number.isFinite(cell.base) && cell.n <= cell.base && <span>{say('sentencesOf', { n: cell.n, base: Math.round(cell.base) })}</span>}
          {Number.isFinite(cell.baseline) && (
            <span class="faint">
              {words.allRegions} {writeFigure(cell.baseline, figure, true)}
            </span>
          )}
          {states[cell.state] && <span class="faint">{states[cell.state]}</span>}
        </>
      )}
    </p>
  );
}

/** The lines that are to be drawn: all of a small board, those near the eye of a large one. */
function useSeen(frame: { current: HTMLElement | null }, length: number): Place {
  const many = length > MANY;
  const [seen, setSeen] = useState<Place>([0, MANY]);
  useEffect(() => {
    const box = frame.current;
    if (!box || !many) return;
    const look = () => {
      const top = Math.floor(box.scrollTop / LINE);
      const bottom = top + Math.ceil(box.clientHeight / LINE);
      setSeen((old) => {
        const enough = old[0] <= Math.max(0, top - AHEAD / 4) && old[1] >= Math.min(length, bottom + AHEAD / 4);
        return enough && old[1] - old[0] < bottom - top + 3 * AHEAD ? old : [Math.max(0, top - AHEAD), bottom + AHEAD];
      });
    };
    look();
    box.addEventListener('scroll', look, { passive: true });
    return () => box.removeEventListener('scroll', look);
  }, [many, length]);
  return many ? [Math.min(seen[0], length), Math.min(seen[1], length)] : [0, length];
}

export function Grid(props: GridProps) {
  const { data, order, columns, figure } = props;
  const { words, language } = useSpeech();
  const frame = useRef<HTMLDivElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const focus = useRef<Place>([0, 0]);
  const readout = useRef({ show: (_: Place | null) => {} }).current;
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
  const [from, to] = useSeen(frame, order.length);

  const cellAt = ([r, c]: Place) => body.current?.querySelector(`tr[data-row="${r}"]`)?.children[c + 1] as HTMLElement | undefined;
  const placeOf = (target: EventTarget | null): Place | null => {
    const cell = (target as HTMLElement | null)?.closest?.('td');
    const row = (cell?.parentElement as HTMLElement | null)?.dataset.row;
    return row === undefined ? null : [Number(row), cell!.cellIndex - 1];
  };
  // One cell at a time can be reached by Tab.
  const setFocus = (place: Place) => {
    cellAt(focus.current)?.removeAttribute('tabindex');
    focus.current = place;
    cellAt(place)?.setAttribute('tabindex', '0');
  };
  useLayoutEffect(() => {
    const space = (lines: number) => {
      const line = document.createElement('tr');
      line.className = 'space';
      line.setAttribute('aria-hidden', 'true');
      line.style.height = `${lines * LINE}px`;
      return line;
    };
    const held = body.current!.contains(document.activeElement);
    const lines = drawLines(props, heat, from, to, words.stateNoDocument);
    body.current!.replaceChildren(...(many ? [space(from), lines, space(order.length - to)] : [lines]));
    focus.current = [Math.min(focus.current[0], order.length - 1), Math.min(focus.current[1], columns.length - 1)];
    setFocus(focus.current[0] >= from && focus.current[0] < to ? focus.current : [from, Math.max(0, focus.current[1])]);
    if (held) cellAt(focus.current)?.focus({ preventScroll: true });
  }, [data, order, columns, heat, figure, props.grouped, language, from, to, many]);
  useLayoutEffect(() => {
    const r = props.open ? order.findIndex((i) => data.rows[i].key === props.open!.row) : -1;
    const cell = r < 0 ? undefined : cellAt([r, columns.findIndex((c) => data.columns[c].key === props.open!.column)]);
    cell?.setAttribute('aria-selected', 'true');
    return () => cell?.removeAttribute('aria-selected');
  }, [props.open?.row, props.open?.column, data, order, columns, figure, language, from, to]);

  const open = ([r, c]: Place) => {
    const row = data.rows[order[r]];
    if (row) props.onOpen(row, data.columns[columns[c]], row.cells[columns[c]]);
  };
  const move = (r: number, c: number) => {
    const next: Place = [Math.max(0, Math.min(order.length - 1, r)), Math.max(0, Math.min(columns.length - 1, c))];
    if (many && frame.current) {
      const top = next[0] * LINE;
      if (top < frame.current.scrollTop + 40 || top > frame.current.scrollTop + frame.current.clientHeight - 80) frame.current.scrollTop = Math.max(0, top - frame.current.clientHeight / 2);
    }
    // At once where it is drawn already: the next key may come before the next frame.
    setFocus(next);
    const drawn = cellAt(next);
    if (drawn) drawn.focus();
    else requestAnimationFrame(() => requestAnimationFrame(() => (setFocus(next), cellAt(next)?.focus())));
  };
  const key = (event: KeyboardEvent) => {
    const place = placeOf(event.target);
    if (!place) return;
    const [r, c] = place;
    const steps: Record<string, Place> = {
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
  return (
    <>
      <Readout {...props} listen={readout} />
      <div
        class={many ? 'board many' : 'board'}
        ref={frame}
        onMouseOver={(event) => readout.show(placeOf(event.target))}
        onMouseLeave={() => readout.show(null)}
        onFocusIn={(event) => {
          const place = placeOf(event.target);
          if (place) readout.show(place);
        }}
        onKeyDown={key}
        onClick={(event) => {
          const place = placeOf(event.target);
          if (!place) return;
          setFocus(place);
          cellAt(place)?.focus({ preventScroll: true });
          open(place);
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
          <tbody ref={body} />
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
