// An ordinary table of an answer: sortable by its headings, numbers to the right.
import type { ComponentChildren } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { text, type Cell, type Row } from '../api';
import { writeCount } from '../figures';

export interface TableColumn {
  name: string;
  label: string;
  show?: (row: Row) => ComponentChildren;
  numeric?: boolean;
  wide?: boolean;
}

function compare(a: Cell | undefined, b: Cell | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (a === null || a === undefined) return b === null || b === undefined ? 0 : -1;
  if (b === null || b === undefined) return 1;
  return text(a) < text(b) ? -1 : text(a) > text(b) ? 1 : 0;
}

export function Table(props: { label: string; columns: TableColumn[]; rows: Row[]; limit?: number }) {
  const [sort, setSort] = useState<{ name: string; down: boolean } | null>(null);
  const rows = useMemo(() => {
    if (!sort) return props.rows;
    const sign = sort.down ? -1 : 1;
    return props.rows.map((row, i) => ({ row, i })).sort((a, b) => sign * compare(a.row[sort.name], b.row[sort.name]) || a.i - b.i).map((r) => r.row);
  }, [props.rows, sort]);
  const shown = props.limit ? rows.slice(0, props.limit) : rows;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={props.label}>
      <table class="plain">
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.name} scope="col" class={column.numeric ? 'numeric' : ''} aria-sort={sort?.name === column.name ? (sort.down ? 'descending' : 'ascending') : 'none'}>
                <button type="button" class="link" onClick={() => setSort(sort?.name === column.name ? (sort.down ? { name: column.name, down: false } : null) : { name: column.name, down: true })}>
                  {column.label}
                  {sort?.name === column.name ? (sort.down ? ' ↓' : ' ↑') : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {shown.map((row, i) => (
            <tr key={i}>
              {props.columns.map((column) => (
                <td key={column.name} class={column.numeric ? 'numeric' : column.wide ? 'wide' : ''}>
                  {column.show ? column.show(row) : typeof row[column.name] === 'number' ? writeCount(row[column.name] as number) : text(row[column.name])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
