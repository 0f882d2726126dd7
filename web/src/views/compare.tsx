// Two regions or tiers, code by code: a dot for each side, the line between them is the difference.
import { useRef } from 'preact/hooks';
import { hasOption, number, text, useAnswer, useMenu, type Params, type Row } from '../api';
import { chooseFigure, writeFigure, writeInterval, type Figure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select, Toggle } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { useWidth } from '../parts/width';
import { change, linkTo, type Route } from '../route';
import { branchChoices, kindChoices, orientationChoices, tiersOf, useCodes, useKinds, useRegions, type Region } from '../scheme';
import { useSpeech } from '../words';

const LINE = 26;

function Pairs(props: { rows: Row[]; figure: Figure; most: number; sides: [string, string]; names: [string, string]; picture: { current: SVGSVGElement | null }; label: string }) {
  const said = useSpeech();
  const [box, width] = useWidth<HTMLDivElement>(860);
  const longest = props.rows.reduce((most, row) => Math.max(most, said.of(row, 'label').length), 4);
  // Where there is no room beside the line, name and figure stand above it.
  const narrow = width < 520;
  const line = narrow ? LINE + 18 : LINE;
  const left = narrow ? 0 : Math.min(longest * (said.language === 'zh' ? 13 : 6.8) + 8, width * 0.45);
  const right = narrow ? 0 : 190;
  const x = (v: number) => left + 8 + (v / props.most) * (width - left - right - 16);
  const height = props.rows.length * line + 4;
  return (
    <div ref={box}>
      <svg ref={(e: SVGSVGElement | null) => void (props.picture.current = e)} class="pairs" width={width} height={height} viewBox={`0 0 ${width} ${height}`} role="group" aria-label={props.label}>
        {props.rows.map((row, i) => {
          const y = (i + 1) * line - LINE / 2 + 2;
          const words = narrow ? y - 18 : y + 4;
          const values = [number(row.first), number(row.second)];
          const code = text(row.code);
          const label = said.of(row, 'label') || code;
          const described = (k: 0 | 1) => `${props.names[k]}, ${label}: ${writeFigure(values[k], props.figure, true)}, ${said.say('evidenceCount', { n: number(k === 0 ? row.n_first : row.n_second) })}`;
          return (
            <g key={code}>
              <text x={narrow ? 2 : left - 4} y={words} text-anchor={narrow ? 'start' : 'end'} font-size={12.5}>
                {label}
              </text>
              <line class="lane" x1={left + 8} x2={width - right - 8} y1={y} y2={y} />
              <line class="difference" x1={x(values[0])} x2={x(values[1])} y1={y} y2={y} />
              {([1, 0] as const).map((k) => (
                <circle
                  key={k}
                  class={k === 0 ? 'first' : 'second'}
                  cx={x(values[k])}
                  cy={y}
                  r={6}
                  tabindex={0}
                  role="button"
                  aria-label={described(k)}
                  onClick={() => change({ cell: writeCell({ region: props.sides[k], code }) })}
                  onKeyDown={(event) => (event.key === 'Enter' || event.key === ' ') && (event.preventDefault(), change({ cell: writeCell({ region: props.sides[k], code }) }))}
                >
                  <title>{described(k)}</title>
                </circle>
              ))}
              <text class="faint" x={narrow ? width - 2 : width - right + 4} y={words} text-anchor={narrow ? 'end' : 'start'} font-size={12}>
                {`${number(row.difference) > 0 ? '+' : ''}${writeFigure(number(row.difference), props.figure)} ${writeInterval(number(row.difference_low), number(row.difference_high), props.figure)}`}
              </text>
            </g>
          );
        })}
      </svg>
    </div>
  );
}

/** Sentences of both sides, of the codes that differ. */
function Beside(props: { rows: Row[]; sides: [string, string]; names: [string, string]; regions: Region[] }) {
  const said = useSpeech();
  const isOf = (side: string, region: string) => side.split(',').some((one) => one === region || props.regions.some((r) => r.name === region && r.tier === one));
  const codes = [...new Set(props.rows.map((row) => text(row.code)))];
  return (
    <div class="beside">
      {codes.map((code) => {
        const own = props.rows.filter((row) => row.code === code);
        return (
          <section key={code}>
            <h3>{said.of(own[0], 'label')}</h3>
            {([0, 1] as const).map((k) => {
              const side = own.filter((row) => isOf(props.sides[k], text(row.region)));
              return (
                <div key={k}>
                  <button type="button" class="link name" onClick={() => change({ cell: writeCell({ region: props.sides[k], code }) })}>
                    {props.names[k]}
                  </button>
                  {side.length === 0 && <p class="faint">{said.words.stateZero}</p>}
                  {side.map((row, i) => (
                    <p key={i}>
                      {said.of(row, 'region') !== props.names[k] && <b>{said.of(row, 'region')} </b>}
                      <q>{text(row.text)}</q>
                    </p>
                  ))}
                </div>
              );
            })}
          </section>
        );
      })}
    </div>
  );
}

export function CompareView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const verbs = useMenu();
  const pictures = [useRef<SVGSVGElement>(null), useRef<SVGSVGElement>(null), useRef<SVGSVGElement>(null)];
  const tiers = tiersOf(regions);
  const sides: [string, string] = [params.a ?? '', params.b ?? ''];
  const by = params.by ?? 'field';
  const orientation = params.orientation ?? 'plan';
  const canOwn = hasOption(verbs, 'compare', 'own-voice');
  const filters: Params = { orientation, kind: params.kind, ...(canOwn && params.own === '1' ? { 'own-voice': true } : {}) };
  const ready = sides[0] !== '' && sides[1] !== '' && sides[0] !== sides[1];
  const question: Params = { arg: sides, by, ...filters };
  const asked = useAnswer(ready ? 'compare' : null, question);
  const named = (side: string) => side.split(',').map((one) => (tiers.includes(one) ? said.tier(one) : (regions.find((r) => r.name === one)?.label ?? one))).join(said.language === 'zh' ? '、' : ', ');
  const names: [string, string] = [named(sides[0]), named(sides[1])];
  const choices = [
    { value: '', label: words.chooseSide },
    ...tiers.map((tier) => ({ value: tier, label: said.tier(tier), group: words.tier })),
    ...regions.map((r) => ({ value: r.name, label: r.label, group: said.tier(r.tier) || '—' })),
  ];
  const cell = readCell(params.cell);
  const evidence = cell && { code: cell.code, ...(cell.region.split(',').every((one) => tiers.includes(one)) ? { tier: cell.region } : { region: cell.region }), ...filters };
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{ready ? say('aAndB', { a: names[0], b: names[1] }) : words.compare}</h1>
          <p class="lead">{words.compareLead}</p>
        </header>
        <Controls>
          <Select name="a" label={words.firstSide} value={sides[0]} choices={choices} clear={['cell']} />
          <Select name="b" label={words.secondSide} value={sides[1]} choices={choices} clear={['cell']} />
          <Select name="by" label={words.by} value={by} choices={branchChoices(codes, said)} clear={['cell']} />
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
          {canOwn && <Toggle name="own" label={words.ownVoice} on={params.own === '1'} />}
          {ready && (
            <button type="button" onClick={() => change({ a: sides[1], b: sides[0], cell: undefined })}>
              ⇄ {words.swap}
            </button>
          )}
        </Controls>
        {!ready ? (
          <p class="empty">{sides[0] !== '' && sides[0] === sides[1] ? words.sameSide : words.chooseTwo}</p>
        ) : (
          <Wait asked={asked}>
            {(answer) => {
              const rows = answer.rows.filter((row) => text(row.section) !== 'sentence' && row.difference !== null);
              const figure = chooseFigure('share of sentences', rows.flatMap((row) => [number(row.first), number(row.second)]));
              const most = Math.max(1e-9, ...rows.flatMap((row) => [number(row.first), number(row.second)]).filter(Number.isFinite));
              const clear = (row: Row) => text(row.section).startsWith('more in');
              const strength = (row: Row) => Math.abs(number(row.z)) || 0;
              const sort = (list: Row[]) => [...list].sort((a, b) => strength(b) - strength(a));
              const unclear = sort(rows.filter((row) => !clear(row)));
              const shown = params.all === '1' ? unclear : unclear.slice(0, 12);
              const parts: [string, Row[]][] = [
                [say('moreIn', { side: names[0] }), sort(rows.filter((row) => clear(row) && number(row.difference) > 0))],
                [say('moreIn', { side: names[1] }), sort(rows.filter((row) => clear(row) && number(row.difference) < 0))],
                [words.noClearDifference, shown],
              ];
              return (
                <>
                  <p class="legend">
                    <span>
                      <i class="key dot first" /> {names[0]}
                    </span>
                    <span>
                      <i class="key dot second" /> {names[1]}
                    </span>
                    <span>{words.compareNote}</span>
                  </p>
                  {parts.map(([title, list], i) => (
                    <section key={i}>
                      <h2>
                        {title} <small>{list === shown ? unclear.length : list.length}</small>
                      </h2>
                      {list.length === 0 ? (
                        <p class="faint">{words.nothing}</p>
                      ) : (
                        <>
                          <Pairs rows={list} figure={figure} most={most} sides={sides} names={names} picture={pictures[i]} label={title} />
                          <div class="below">
                            {list === shown && unclear.length > shown.length && (
                              <button type="button" class="link" onClick={() => change({ all: '1' })}>
                                {words.more}
                              </button>
                            )}
                            <Downloads picture={() => pictures[i].current} name={`qipan-compare-${i + 1}`} />
                          </div>
                        </>
                      )}
                    </section>
                  ))}
                  <h2>{words.samples}</h2>
                  <Beside rows={answer.rows.filter((row) => text(row.section) === 'sentence')} sides={sides} names={names} regions={regions} />
                  <div class="below">
                    <Downloads verb="compare" params={question} name="qipan-compare" />
                    {sides.every((side) => regions.some((r) => r.name === side)) && <a href={linkTo('reuse', { a: sides[0], b: sides[1] })}>{words.sharedText} →</a>}
                  </div>
                </>
              );
            }}
          </Wait>
        )}
      </section>
      {cell && evidence && <Drawer key={params.cell} cell={cell} title={`${named(cell.region)} × ${codes.find((c) => c.name === cell.code)?.label ?? cell.code}`} filters={filters} question={evidence} showRegion={!regions.some((r) => r.name === cell.region)} />}
    </div>
  );
}
