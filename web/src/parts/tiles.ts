// Where the squares of a map stand: the gazetteer's tiles, as on a small chessboard.

export interface Placed {
  row: number;
  column: number;
}

/** What has no tile stands in rows below the board. */
export function placeTiles<T extends Placed>(regions: T[]): { region: T; x: number; y: number }[] {
  const known = regions.filter((r) => Number.isFinite(r.row) && Number.isFinite(r.column));
  const bottom = known.length > 0 ? Math.max(...known.map((r) => r.row)) + 2 : 0;
  const left = known.length > 0 ? Math.min(...known.map((r) => r.column)) : 0;
  const top = known.length > 0 ? Math.min(...known.map((r) => r.row)) : 0;
  const width = Math.max(8, Math.ceil(Math.sqrt(regions.length) * 1.3));
  let loose = 0;
  return regions.map((region) => {
    if (Number.isFinite(region.row) && Number.isFinite(region.column)) return { region, x: region.column - left, y: region.row - top };
    const place = loose++;
    return { region, x: place % width, y: bottom - top + Math.floor(place / width) };
  });
}
