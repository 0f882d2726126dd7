// Who computes whose jobs, over the tiles of the gazetteer: a wedge runs from a region (wide end) to
// a site (narrow end), as wide as its MW. Sites are diamonds in the tile of the region they stand in.
import { useMemo, useState } from 'preact/hooks';
import { number, text, type Row } from '../api';
import { writeFigure } from '../figures';
import { change } from '../route';
import { useSpeech } from '../words';
import type { Place, Places } from './places';
import { placeTiles } from './tiles';

const SIDE = 84;
const MOST_ARCS = 200;

interface Arc {
  key: string;
  from: string; // a region's key
  site: string;
  megawatts: number;
  jobs: Row[];
  path: string;
}
interface Site {
  name: string;
  place: Place;
  row: Row;
  x: number;
  y: number;
}
type Point = [number, number];

/** A bent wedge: wide where the jobs come from, narrow where they run. */
function wedge([x1, y1]: Point, [x2, y2]: Point, width: number): string {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const far = Math.hypot(dx, dy) || 1;
  const [nx, ny] = [-dy / far, dx / far];
  const bend = Math.min(46, far * 0.16);
  const [mx, my] = [(x1 + x2) / 2 + nx * bend, (y1 + y2) / 2 + ny * bend];
  const [a, b] = [width / 2, Math.max(0.6, width * 0.16)];
  const at = (x: number, y: number, side: number) => `${(x + nx * side).toFixed(1)} ${(y + ny * side).toFixed(1)}`;
  return `M${at(x1, y1, a)}Q${at(mx, my, (a + b) / 2)} ${at(x2, y2, b)}L${at(x2, y2, -b)}Q${at(mx, my, -(a + b) / 2)} ${at(x1, y1, -a)}Z`;
}

function useLayout(flows: Row[], sites: Row[], places: Places) {
  return useMemo(() => {
    const regions = new Map<string, Place>();
    const note = (place: Place) => void (regions.has(place.key) || regions.set(place.key, place));
    for (const row of flows) note(places.region(text(row.region)));
    const stands = sites.map((row) => ({ row, place: places.ofSite(row) ?? { key: `@${text(row.site)}`, label: '', row: NaN, column: NaN } }));
    for (const site of stands) note(site.place);
    const tiles = placeTiles([...regions.values()]);
    const corner = new Map(tiles.map((tile) => [tile.region.key, [tile.x * SIDE, tile.y * SIDE] as Point]));
    const placed: Site[] = stands.map(({ row, place }) => {
      const together = stands.filter((other) => other.place.key === place.key);
      const at = together.findIndex((other) => other.row === row);
      const [x, y] = corner.get(place.key)!;
      const perRow = Math.min(4, together.length);
      return { name: text(row.site), place, row, x: x + (SIDE * ((at % perRow) + 1)) / (perRow + 1), y: y + 60 + 15 * Math.floor(at / perRow) };
    });
    return { tiles, corner, sites: placed };
  }, [flows, sites, places]);
}

/** What is picked: "r:REGION" of the tables or "s:SITE". */
export const isPicked = (pick: string, row: Row, places: Places): boolean =>
  pick === '' || pick === `s:${text(row.site)}` || pick === `r:${places.region(text(row.region)).key}`;

export function FlowMap(props: { flows: Row[]; sites: Row[]; places: Places; pick: string; label: string; picture: { current: SVGSVGElement | null } }) {
  const said = useSpeech();
  const { words, say } = said;
  const { places, pick } = props;
  const { tiles, corner, sites } = useLayout(props.flows, props.sites, places);
  const [pointed, setPointed] = useState('');
  const [focus, setFocus] = useState({ tile: 0, arc: 0, site: 0 });
  const unplaced = sites.filter((site) => !places.ofSite(site.row)).length;
  const mw = (value: number) => `${writeFigure(value, { share: false, decimals: value < 10 ? 1 : 0 })} MW`;
  const byName = useMemo(() => new Map(sites.map((site) => [site.name, site])), [sites]);
  const { arcs, left, home, sent } = useMemo(() => {
    const pairs = new Map<string, Arc>();
    const kept = new Map<string, number>();
    const all = new Map<string, number>();
    for (const row of props.flows) {
      const from = places.region(text(row.region)).key;
      const site = byName.get(text(row.site));
      const load = number(row.megawatts);
      all.set(from, (all.get(from) ?? 0) + load);
      if (!site || site.place.key === from) {
        kept.set(from, (kept.get(from) ?? 0) + load);
        continue;
      }
      const key = `${from}\n${site.name}`;
      const arc = pairs.get(key) ?? { key, from, site: site.name, megawatts: 0, jobs: [], path: '' };
      arc.megawatts += load;
      arc.jobs.push(row);
      pairs.set(key, arc);
    }
    // What is picked is drawn in any case.
    const picked = (arc: Arc) => Number(pick === `r:${arc.from}` || pick === `s:${arc.site}`);
    const most = Math.max(...[...pairs.values()].map((arc) => arc.megawatts), 1e-9);
    const found = [...pairs.values()].sort((a, b) => picked(b) - picked(a) || b.megawatts - a.megawatts).slice(0, MOST_ARCS);
    for (const arc of found) {
      const [x, y] = corner.get(arc.from)!;
      const site = byName.get(arc.site)!;
      arc.path = wedge([x + SIDE / 2, y + 36], [site.x, site.y], 1.2 + (15 * arc.megawatts) / most);
    }
    return { arcs: found, left: pairs.size - found.length, home: kept, sent: all };
  }, [props.flows, byName, corner, places, pick]);
  const label = (key: string) => tiles.find((tile) => tile.region.key === key)?.region.label ?? key;
  const shown = arcs.map((arc) => pick === '' || pick === `r:${arc.from}` || pick === `s:${arc.site}`);
  const share = (part: number, whole: number) => (whole > 0 ? writeFigure(part / whole, { share: true, decimals: 0 }, true) : '–');
  const sayArc = (arc: Arc) =>
    `${label(arc.from)} → ${places.site(arc.site)}: ${mw(arc.megawatts)} (${arc.jobs.map((row) => `${places.job(text(row.class))} ${mw(number(row.megawatts))}`).join(', ')})${Number.isFinite(number(arc.jobs[0].rtt)) ? `, ${number(arc.jobs[0].rtt)} ms` : ''}`;
  const sayTile = (key: string) => {
    const all = sent.get(key) ?? 0;
    return all > 0 ? say('routeTile', { region: label(key), mw: mw(all), share: share(home.get(key) ?? 0, all) }) : say('routeTileNone', { region: label(key) });
  };
  const saySite = (site: Site) => say('routeSiteSays', { site: places.site(site.name), used: mw(number(site.row.used)), room: mw(number(site.row.room)) });
  const largest = Math.max(1, ...sites.map((site) => number(site.row.used) || 0));
  const choose = (what: string) => change({ pick: pick === what ? undefined : what });
  /** One stop of the Tab key a group; arrows move inside it. */
  const group = (name: 'tile' | 'arc' | 'site', count: number) => ({
    onKeyDown: (event: KeyboardEvent) => {
      const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
      if (!step || count === 0) return;
      event.preventDefault();
      const next = (focus[name] + step + count) % count;
      setFocus({ ...focus, [name]: next });
      (event.currentTarget as Element).querySelectorAll<SVGElement>('[role=button]')[next]?.focus();
    },
  });
  const part = (name: 'tile' | 'arc' | 'site', index: number, says: string, act: () => void) => ({
    tabindex: Math.min(focus[name], (name === 'tile' ? tiles : name === 'arc' ? arcs : sites).length - 1) === index ? 0 : -1,
    role: 'button' as const,
    'aria-label': says,
    onClick: () => (setFocus({ ...focus, [name]: index }), act()),
    onKeyDown: (event: KeyboardEvent) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), act()),
    onMouseEnter: () => setPointed(says),
    onFocus: () => setPointed(says),
  });
  const width = (Math.max(0, ...tiles.map((t) => t.x)) + 1) * SIDE;
  const height = (Math.max(0, ...tiles.map((t) => t.y)) + 1) * SIDE;
  return (
    <>
      <p class="readout" aria-live="off">
        {pointed ? <span>{pointed}</span> : <span class="faint">{words.routeHint}</span>}
      </p>
      <div class="scroll flow-frame" onMouseLeave={() => setPointed('')}>
        <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="tiles flows" viewBox={`-4 -4 ${width + 8} ${height + 8}`} role="group" aria-label={props.label}>
          <g {...group('tile', tiles.length)}>
            {tiles.map(({ region, x, y }, i) => (
              <g
                key={region.key}
                class={`tile ${pick === `r:${region.key}` ? 'open' : ''}`}
                transform={`translate(${x * SIDE} ${y * SIDE})`}
                {...part('tile', i, sayTile(region.key), () => choose(`r:${region.key}`))}
              >
                <rect x={1} y={1} width={SIDE - 2} height={SIDE - 2} rx={3} />
              </g>
            ))}
          </g>
          <g class="wedges" {...group('arc', arcs.length)}>
            {arcs.map((arc, i) => (
              <path key={arc.key} class={shown[i] ? '' : 'away'} d={arc.path} {...part('arc', i, sayArc(arc), () => choose(`s:${arc.site}`))} />
            ))}
          </g>
          <g class="names" aria-hidden="true">
            {tiles.map(({ region, x, y }) => (
              <text key={region.key} x={x * SIDE + SIDE / 2} y={y * SIDE + 19} text-anchor="middle" font-size={said.language === 'zh' ? 16 : Math.min(13.5, 140 / Math.max(8, region.label.length))}>
                {region.label}
              </text>
            ))}
          </g>
          <g class="sites" {...group('site', sites.length)}>
            {sites.map((site, i) => {
              const used = number(site.row.used) || 0;
              const r = used > 0 ? 4 + 7 * Math.sqrt(used / largest) : 3;
              return (
                <path
                  key={site.name}
                  class={`${used > 0 ? '' : 'idle'} ${pick === `s:${site.name}` ? 'open' : ''}`}
                  d={`M${site.x} ${site.y - r}L${site.x + r} ${site.y}L${site.x} ${site.y + r}L${site.x - r} ${site.y}Z`}
                  {...part('site', i, saySite(site), () => choose(`s:${site.name}`))}
                />
              );
            })}
          </g>
        </svg>
      </div>
      {(left > 0 || unplaced > 0) && (
        <p class="about faint">
          {left > 0 && say('routeDrawn', { n: arcs.length, of: arcs.length + left })} {unplaced > 0 && say('routeUnplaced', { n: unplaced })}
        </p>
      )}
      <p class="legend">
        <span>
          <svg width={34} height={12} aria-hidden="true" class="flows">
            <g class="wedges">
              <path d="M0 1L34 5L34 7L0 11Z" />
            </g>
          </svg>{' '}
          {words.routeWedge}
        </span>
        <span>
          <svg width={14} height={14} aria-hidden="true" class="flows">
            <g class="sites">
              <path d="M7 1L13 7L7 13L1 7Z" />
            </g>
          </svg>{' '}
          {words.routeSiteUsed}
        </span>
        <span>
          <svg width={14} height={14} aria-hidden="true" class="flows">
            <g class="sites">
              <path class="idle" d="M7 3L11 7L7 11L3 7Z" />
            </g>
          </svg>{' '}
          {words.routeSiteIdle}
        </span>
      </p>
    </>
  );
}
