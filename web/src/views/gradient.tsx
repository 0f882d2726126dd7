// Do tiers differ: one strip a code, a dot a region, a bar the median of a tier.
import { useMemo, useRef } from 'preact/hooks';
import { number, text, useAnswer, type Params, type Row } from '../api';
import { chooseFigure, writeFigure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { change, linkTo, type Route } from '../route';
import { branchChoices, kindChoices, orientationChoices, tiersOf, useCodes, useKinds, useRegions } from '../scheme';
import { useSpeech } from '../words';

const [WIDTH, LANE] = [420, 13];

function Strip(props: { code: string; tiers: string[]; values: Row[]; medians: Row; most: number }) {
  const said = useSpeech();
  const figure = chooseFigure('share', [props.most]);
  const x = (v: number) => 6 + (v / props.most) * (WIDTH - 12);
  return (
    <svg class="strip" viewBox={`0 0 ${WIDTH} ${props.tiers.length * LANE + 4}`} aria-hidden="true">
      {props.tiers.map((tier, i) => {
        const y = 2 + i * LANE + LANE / 2;
        const middle = number(props.medians[`median_${tier}`]);
        return (
          <g key={tier}>
            <line class="lane" x1={6} x2={WIDTH - 6} y1={y} y2={y} />
            {props.values
              .filter((row) => row.tier === tier && row.state !== 'no_document' && Number.isFinite(number(row.value)))
              .map((row) => (
                <circle key={text(row.region)} cx={x(number(row.value))} cy={y} r={3.2} onClick={() => change({ cell: writeCell({ region: text(row.region), code: props.code }) })}>
                  <title>{`${said.of(row, 'region')} ${writeFigure(number(row.value), figure, true)}`}</title>
                </circle>
              ))}
            {Number.isFinite(middle) && <line class="median" x1={x(middle)} x2={x(middle)} y1={y - LANE / 2 + 1} y2={y + LANE / 2 - 1} />}
          </g>
        );
      })}
    </svg>
  );
}

const probability = (p: number) => (!Number.isFinite(p) ? '–' : p < 0.001 ? '< 0.001' : p.toFixed(3));

export function GradientView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const kinds = useKinds();
  const list = useRef<HTMLDivElement>(null);
  const by = params.by ?? 'field';
  const orientation = params.orientation ?? 'plan';
  const filters: Params = { orientation, kind: params.kind };
  const question: Params = { by, ...filters };
  const asked = useAnswer('gradient', question);
  const board = useAnswer('board', { by, ...filters, draws: 0, evidence: 'none' });
  const tiers = tiersOf(regions);
  const values = useMemo(() => {
    const map = new Map<string, Row[]>();
    for (const row of board.answer?.rows ?? []) map.set(text(row.code), [...(map.get(text(row.code)) ?? []), row]);
    return map;
  }, [board.answer]);
  const cell = readCell(params.cell);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{words.gradient}</h1>
          <p class="lead">{words.gradientLead}</p>
        </header>
        <Controls>
          <Select name="by" label={words.by} value={by} choices={branchChoices(codes, said)} clear={['cell']} />
          <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
          {kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
        </Controls>
        <p class="faint">
          {tiers.map(said.tier).join(' · ')} — {words.gradientMedian}
        </p>
        <Wait asked={asked}>
          {(answer) => (
            <>
              <div class="gradients" ref={list}>
                {answer.rows.map((row) => {
                  const code = text(row.code);
                  const own = values.get(code) ?? [];
                  const most = Math.max(1e-9, ...own.map((r) => number(r.value)).filter(Number.isFinite));
                  return (
                    <article key={code}>
                      <h2>
                        <a href={linkTo('field', { code })}>{said.of(row, 'label')}</a>
                      </h2>
                      <Strip code={code} tiers={tiers} values={own} medians={row} most={most} />
                      <div>
                        <p class={number(row.p_adjusted) < 0.05 ? 'sure' : ''}>{said.of(row, 'reading')}</p>
                        <p class="faint">
                          {words.adjusted} {probability(number(row.p_adjusted))} · {words.effect} {Number.isFinite(number(row.effect)) ? number(row.effect).toFixed(2) : '–'}
                        </p>
                        {said.of(row, 'exceptions') && <p class="faint">{said.of(row, 'exceptions')}</p>}
                      </div>
                    </article>
                  );
                })}
              </div>
              <div class="below">
                <Downloads verb="gradient" params={question} />
              </div>
            </>
          )}
        </Wait>
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={[regions.find((r) => r.name === cell.region)?.label ?? cell.region, codes.find((c) => c.name === cell.code)?.label ?? cell.code].filter(Boolean).join(' × ')} filters={filters} />}
    </div>
  );
}
