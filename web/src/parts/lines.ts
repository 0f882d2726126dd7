// The board's lines as elements of the page. Thousands of cells that change together are made
// directly: a component for each would cost more than the browser's own drawing of them. Names and
// figures go in as text, never as markup.
import { heatClass, writeFigure, type Figure, type Heat } from '../figures';
import type { GridCell, GridProps } from './grid';

function cellText(cell: GridCell, figure: Figure): string {
  if (cell.state === 'zero' || (cell.state === 'partial' && cell.value === 0)) return '·';
  return writeFigure(cell.value, figure);
}

function cellClass(cell: GridCell, heat: Heat): string {
  const step = heatClass(cell.value, heat);
  const state = cell.state === 'partial' || cell.state === 'few' ? ` ${cell.state}` : '';
  return (step + state + (cell.state === 'zero' || cell.value === 0 ? ' zero' : '')).trim();
}

function headingOf(name: string, columns: number): HTMLElement {
  const line = document.createElement('tr');
  line.className = 'group';
  const heading = line.appendChild(document.createElement('th'));
  heading.colSpan = columns + 1;
  heading.scope = 'rowgroup';
  heading.appendChild(document.createElement('span')).textContent = name;
  return line;
}

/** Lines from..to-1 of the order, with the headings of groups, for the table's body. */
export function drawLines(props: GridProps, heat: Heat, from: number, to: number, absent: string): DocumentFragment {
  const { data, order, columns } = props;
  const all = document.createDocumentFragment();
  const empty = document.createElement('td');
  for (let r = from; r < to; r++) {
    const row = data.rows[order[r]];
    if (props.grouped && (r === 0 || data.rows[order[r - 1]].group !== row.group)) all.append(headingOf(props.groupName(row.group), columns.length));
    const line = document.createElement('tr');
    line.setAttribute('aria-rowindex', String(r + 2));
    line.dataset.row = String(r);
    const heading = line.appendChild(document.createElement('th'));
    heading.scope = 'row';
    const link = heading.appendChild(document.createElement('a'));
    link.href = `#/region?region=${encodeURIComponent(row.key)}`;
    link.tabIndex = -1;
    link.textContent = row.name;
    for (const c of columns) {
      const cell = row.cells[c];
      const place = line.appendChild(empty.cloneNode() as HTMLElement);
      if (!cell || cell.state === 'no_document') {
        place.className = 'absent';
        place.setAttribute('aria-label', absent);
      } else {
        place.className = cellClass(cell, heat);
        place.textContent = cellText(cell, props.figure);
      }
    }
    all.append(line);
  }
  return all;
}
