// A text with its hits marked. Offsets are bytes of UTF-8; text goes in as text nodes only, so what
// a document says is never taken for markup.
import type { ComponentChildren } from 'preact';

export interface Mark {
  start: number;
  end: number;
  code: string;
  state: string;
}

/** "0-6 field.ai auto;9-15" */
export function readMarks(cell: string): Mark[] {
  return cell
    .split(';')
    .filter(Boolean)
    .map((part) => {
      const [place, code = '', state = ''] = part.trim().split(' ');
      const [start, end] = place.split('-').map(Number);
      return { start, end, code, state };
    })
    .filter((mark) => mark.end > mark.start);
}

/** Index in UTF-16 of every byte offset asked for, in one walk. */
function unitsOf(text: string, offsets: number[]): Map<number, number> {
  const wanted = [...new Set(offsets)].sort((a, b) => a - b);
  const found = new Map<number, number>();
  let bytes = 0;
  let next = 0;
  for (let i = 0; i <= text.length && next < wanted.length; ) {
    while (next < wanted.length && wanted[next] <= bytes) found.set(wanted[next++], i);
    const code = text.codePointAt(i);
    if (code === undefined) break;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    i += code >= 0x10000 ? 2 : 1;
  }
  while (next < wanted.length) found.set(wanted[next++], text.length);
  return found;
}

/** Pieces of the text with the marks that cover each. */
export function cutByMarks(text: string, marks: Mark[]): { text: string; marks: Mark[] }[] {
  if (marks.length === 0) return [{ text, marks: [] }];
  const units = unitsOf(text, marks.flatMap((m) => [m.start, m.end]));
  const edges = [...new Set([0, text.length, ...units.values()])].sort((a, b) => a - b);
  const pieces = [];
  for (let i = 0; i + 1 < edges.length; i++) {
    const [from, to] = [edges[i], edges[i + 1]];
    pieces.push({
      text: text.slice(from, to),
      marks: marks.filter((m) => units.get(m.start)! <= from && units.get(m.end)! >= to),
    });
  }
  return pieces;
}

export function Marked(props: { text: string; marks: Mark[] }): ComponentChildren {
  return cutByMarks(props.text, props.marks).map((piece) =>
    piece.marks.length === 0 ? (
      piece.text
    ) : (
      <mark class={piece.marks.every((m) => m.state === 'rejected') ? 'rejected' : ''} title={piece.marks.map((m) => m.code).filter(Boolean).join(', ') || undefined}>
        {piece.text}
      </mark>
    ),
  );
}
