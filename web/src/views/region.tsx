// One region: what was read, what it plans most, what is special to it, where it is silent.
import { number, text, useAnswer, useMenu, type Params, type Row } from '../api';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Table } from '../parts/table';
import { change, linkTo, type Route } from '../route';
import { branchChoices, kindChoices, orientationChoices, tiersOf, useCodes, useKinds, useRegions, type Region } from '../scheme';
import { useSpeech } from '../words';
import { Bar } from './board';

function Picker(props: { regions: Region[] }) {
  const said = useSpeech();
  return (
    <div class="picker">
      {tiersOf(props.regions).map((tier) => (
        <section key={tier}>
          <h2>{said.tier(tier)}</h2>
          <ul>
            {props.regions
              .filter((r) => r.tier === tier)
              .map((r) => (
                <li key={r.name}>
                  <a href={linkTo('region', { region: r.name })}>{r.label}</a>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function Ranking(props: { title: string; note: string; rows: Row[]; region: string; showReference?: boolean }) {
  const said = useSpeech();
  const most = Math.max(...props.rows.flatMap((row) => [Math.abs(number(row.value)), props.showReference ? number(row.value_high) : 0]).filter(Number.isFinite), 1e-9);
  if (props.rows.length === 0) return null;
  return (
    <section class="panel">
      <h2>{props.title}</h2>
      <p class="faint">{props.note}</p>
      <ol class="bars">
        {props.rows.map((row) => {
          const code = text(row.code);
          return (
            <li key={code}>
              <button type="button" class="link name" onClick={() => change({ cell: writeCell({ region: props.region, code }) })}>
                {said.of(row, 'item')}
              </button>
              <Bar
                value={number(row.value) / most}
                low={props.showReference ? number(row.value_low) / most : undefined}
                high={props.showReference ? number(row.value_high) / most : undefined}
                reference={props.showReference ? number(row.others) / most : undefined}
              />
              <span class="figure">{text(row.figure)}</span>
              <small class="faint">{said.of(row, 'note')}</small>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** Sentences of a cell of ids: beside the page, by the address. */
function Ids(props: { row: Row }) {
  const ids = Array.isArray(props.row.evidence) ? props.row.evidence.slice(0, 60) : [];
  return (
    <button type="button" class="link" disabled={ids.length === 0} onClick={() => change({ cell: writeCell({ region: '', code: '', ids: ids.join(',') }) })}>
      {ids.length}
    </button>
  );
}

/** Amounts that the region's plan commits to. */
function Targets(props: { region: string; filters: Params }) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { region: props.region, scope: 'own', limit: 60, ...props.filters };
  const asked = useAnswer('targets', question);
  return (
    <section>
      <h2>{words.targets}</h2>
      <Wait asked={asked}>
        {(answer) => (
          <>
            {answer.rows.length === 0 && <p class="faint">{words.nothing}</p>}
            {answer.rows.length > 0 && (
              <Table
                label={words.targets}
                rows={answer.rows}
                limit={20}
                columns={[
                  { name: 'quantity', label: words.quantity, wide: true },
                  { name: 'written', label: words.amount },
                  { name: 'year', label: words.year, show: (row) => text(row.year) },
                  {
                    name: 'id',
                    label: words.evidence,
                    show: (row) => (
                      <button type="button" class="link" onClick={() => change({ cell: writeCell({ region: '', code: '', ids: text(row.id) }) })}>
                        id {text(row.id)}
                      </button>
                    ),
                  },
                ]}
              />
            )}
            <Downloads verb="targets" params={question} name={`qipan-targets-${props.region}`} />
          </>
        )}
      </Wait>
    </section>
  );
}

/** Who offers what it needs, and the other way round. */
function Partners(props: { region: string; by: string; filters: Params }) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { arg: props.region, by: props.by, draws: 0, ...props.filters };
  const asked = useAnswer('pair', question);
  return (
    <section>
      <h2>{words.partners}</h2>
      <p class="faint">{words.partnersNote}</p>
      <Wait asked={asked}>
        {(answer) => (
          <>
            {answer.rows.length === 0 ? (
              <p class="faint">{words.nothing}</p>
            ) : (
              <Table
                label={words.partners}
                rows={answer.rows}
                limit={10}
                columns={[
                  { name: 'other', label: words.region, show: (row) => <a href={linkTo('compare', { a: props.region, b: text(row.other) })}>{said.of(row, 'other')}</a> },
                  { name: 'complement', label: words.complement, numeric: true, show: (row) => number(row.complement).toFixed(1) },
                  { name: 'offers', label: words.offers, show: (row) => said.of(row, 'offers') || '–' },
                  { name: 'needs', label: words.needs, show: (row) => said.of(row, 'needs') || '–' },
                  { name: 'evidence', label: words.sentences, numeric: true, show: (row) => <Ids row={row} /> },
                ]}
              />
            )}
            <Downloads verb="pair" params={question} name={`qipan-partners-${props.region}`} />
          </>
        )}
      </Wait>
    </section>
  );
}

export function RegionView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const regions = useRegions(said);
  const codes = useCodes(said);
  const kinds = useKinds();
  const verbs = useMenu();
  const has = (verb: string) => verbs.some((v) => v.name === verb);
  const region = params.region ?? '';
  const orientation = params.orientation ?? 'plan';
  const by = params.by ?? 'field';
  const filters: Params = { orientation, kind: params.kind };
  const question: Params = { arg: region, by, ...filters };
  const asked = useAnswer(region ? 'profile' : null, question);
  const known = regions.find((r) => r.name === region);
  const cell = readCell(params.cell);
  const named = (code: string) => codes.find((c) => c.name === code)?.label ?? code;
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>
            {known?.label ?? (region || words.region)}
            {known && <small>{said.tier(known.tier)}</small>}
          </h1>
          <p class="lead">{words.regionLead}</p>
        </header>
        <Controls>
          <Select
            name="region"
            label={words.region}
            value={region}
            clear={['cell']}
            choices={[{ value: '', label: words.chooseRegion }, ...regions.map((r) => ({ value: r.name, label: r.label, group: said.tier(r.tier) || '—' }))]}
          />
          {region && <Select name="by" label={words.by} value={by} choices={branchChoices(codes, said)} clear={['cell']} />}
          {region && <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />}
          {region && kinds.length > 1 && <Select name="kind" label={words.kind} value={params.kind ?? ''} choices={kindChoices(kinds, said)} />}
        </Controls>
        {!region ? (
          <Picker regions={regions} />
        ) : (
          <Wait asked={asked}>
            {(answer) => {
              const part = (section: string) => answer.rows.filter((row) => row.section === section);
              return (
                <>
                  <dl class="facts">
                    {part('coverage').map((row) => (
                      <div key={text(row.item)}>
                        <dt>{said.of(row, 'item')}</dt>
                        <dd>{text(row.figure)}</dd>
                        <dd class="faint">{said.of(row, 'note')}</dd>
                      </div>
                    ))}
                  </dl>
                  <div class="panels">
                    <Ranking title={words.strongest} note={words.strongestNote} rows={part('strongest')} region={region} showReference />
                    <Ranking title={words.distinctive} note={words.distinctiveNote} rows={part('distinctive')} region={region} />
                    <Ranking title={words.lessThanOthers} note={words.distinctiveNote} rows={part('less than others')} region={region} />
                    {part('silent').length > 0 && (
                      <section class="panel">
                        <h2>{words.silent}</h2>
                        <p class="faint">{words.silentNote}</p>
                        <ul class="silent">
                          {part('silent').map((row) => (
                            <li key={text(row.code)}>
                              <a href={linkTo('field', { code: text(row.code) })}>{said.of(row, 'item')}</a> <small class="faint">{said.of(row, 'note')}</small>
                            </li>
                          ))}
                        </ul>
                      </section>
                    )}
                  </div>
                  {part('sentence').length > 0 && (
                    <section>
                      <h2>{words.samples}</h2>
                      <ul class="quotes">
                        {part('sentence').map((row, i) => (
                          <li key={i}>
                            <button type="button" class="link name" onClick={() => change({ cell: writeCell({ region, code: text(row.code) }) })}>
                              {said.of(row, 'item')}
                            </button>
                            <q>{text(row.text)}</q>
                          </li>
                        ))}
                      </ul>
                    </section>
                  )}
                  <div class="halves">
                    {has('targets') && <Targets region={region} filters={filters} />}
                    {has('pair') && <Partners region={region} by={by} filters={filters} />}
                  </div>
                  <div class="below">
                    <Downloads verb="profile" params={question} name={`qipan-${region}`} />
                  </div>
                </>
              );
            }}
          </Wait>
        )}
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={cell.ids ? words.evidence : `${known?.label ?? cell.region} × ${named(cell.code)}`} filters={filters} />}
    </div>
  );
}
