// How figures are written and coloured.

export interface Figure {
  share: boolean;
  decimals: number;
}

/** One form for all values of a measure, so that they can be compared by eye. */
export function chooseFigure(unit: string, values: number[]): Figure {
  const share = unit.startsWith('share');
  const largest = values.reduce((most, v) => (Number.isFinite(v) ? Math.max(most, Math.abs(v)) : most), 0);
  const scaled = share ? largest * 100 : largest;
  return { share, decimals: scaled >= 100 ? 0 : scaled >= 1 ? 1 : 2 };
}

export function writeFigure(value: number, figure: Figure, unit = false): string {
  if (!Number.isFinite(value)) return '–';
  const shown = figure.share ? value * 100 : value;
  const digits = shown.toFixed(figure.decimals).replace(/^-(?=[0.]*$)/, '').replace('-', '−');
  return figure.share && unit ? `${digits} %` : digits;
}

export function writeInterval(low: number, high: number, figure: Figure): string {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return '';
  return `[${writeFigure(low, figure)}, ${writeFigure(high, figure)}]`;
}

export function writeCount(count: number): string {
  return Number.isFinite(count) ? Math.round(count).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ' ') : '–';
}

/** Six steps by quantiles of what is above zero; below zero three steps the other way. */
export interface Heat {
  steps: number[];
  below: number[];
}

function quantiles(values: number[], count: number): number[] {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return [];
  const cuts: number[] = [];
  for (let i = 1; i < count; i++) cuts.push(sorted[Math.min(sorted.length - 1, Math.floor((i * sorted.length) / count))]);
  return cuts;
}

export function makeHeat(values: number[]): Heat {
  return {
    steps: quantiles(values.filter((v) => v > 0), 6),
    below: quantiles(values.filter((v) => v < 0).map((v) => -v), 3),
  };
}

/** "h1".."h6", "l1".."l3", or "" for zero. */
export function heatClass(value: number, heat: Heat): string {
  if (!Number.isFinite(value) || value === 0) return '';
  const cuts = value > 0 ? heat.steps : heat.below;
  const size = Math.abs(value);
  let step = 1;
  for (const cut of cuts) if (size >= cut) step++;
  return (value > 0 ? 'h' : 'l') + Math.min(step, value > 0 ? 6 : 3);
}

export function median(values: number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  if (sorted.length === 0) return NaN;
  const half = sorted.length >> 1;
  return sorted.length % 2 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}
