// The grid as one SVG, for slides and papers: the page itself draws it as a table.
import { heatClass, makeHeat, writeFigure, type Figure } from '../figures';
import type { GridData } from './grid';

const NS = 'http://www.w3.org/2000/svg';

function element(parent: Element, name: string, attributes: Record<string, string | number>, text?: string): SVGElement {
  const made = document.createElementNS(NS, name);
  for (const key of Object.keys(attributes)) made.setAttribute(key, String(attributes[key]));
  if (text !== undefined) made.textContent = text;
  parent.append(made);
  return made;
}

/** Colour of a class of the style sheet, as it is now. */
function colourOf(name: string, property: 'background-color' | 'color'): string {
  const probe = document.createElement('i');
  probe.className = `probe ${name}`;
  document.body.append(probe);
  const colour = getComputedStyle(probe).getPropertyValue(property);
  probe.remove();
  return colour;
}

export function gridPicture(data: GridData, order: number[], columns: number[], figure: Figure, absent: string): SVGSVGElement {
  const heat = makeHeat(data.rows.flatMap((r) => r.cells.map((c) => c?.value ?? NaN)));
  const [left, top, width, height] = [110, 150, 34, 22];
  const svg = document.createElementNS(NS, 'svg');
  svg.setAttribute('viewBox', `0 0 ${left + columns.length * width + 20} ${top + order.length * height + 30}`);
  // In the page for the moment, so that computed styles are those of the theme.
  svg.setAttribute('class', 'off-screen picture');
  document.body.append(svg);
  setTimeout(() => svg.remove(), 0);
  columns.forEach((c, i) => {
    const x = left + i * width + width / 2 + 4;
    element(svg, 'text', { x, y: top - 8, transform: `rotate(-60 ${x} ${top - 8})`, 'font-size': 11 }, data.columns[c].name);
  });
  order.forEach((r, j) => {
    const y = top + j * height;
    element(svg, 'text', { x: left - 8, y: y + 15, 'text-anchor': 'end', 'font-size': 12 }, data.rows[r].name);
    columns.forEach((c, i) => {
      const cell = data.rows[r].cells[c];
      const x = left + i * width;
      if (!cell || cell.state === 'no_document') {
        element(svg, 'text', { x: x + width / 2, y: y + 15, 'text-anchor': 'middle', 'font-size': 10, opacity: 0.6 }, '?').append(Object.assign(document.createElementNS(NS, 'title'), { textContent: absent }));
        return;
      }
      const name = heatClass(cell.value, heat);
      const box = element(svg, 'rect', { x: x + 1, y: y + 1, width: width - 2, height: height - 2 });
      box.style.fill = name ? colourOf(name, 'background-color') : 'none';
      const label = element(svg, 'text', { x: x + width / 2, y: y + 15, 'text-anchor': 'middle', 'font-size': 10 }, cell.value === 0 ? '·' : writeFigure(cell.value, figure));
      if (name) label.style.fill = colourOf(name, 'color');
    });
  });
  return svg;
}
