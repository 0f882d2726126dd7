// The plan itself: figures beside two other plans, what the changes move, and who serves whom.
import { number, text, useAnswer, type Params, type Row } from '../api';
import { writeFigure, type Figure } from '../figures';
import { change } from '../route';
import { useSpeech, type Speech } from '../words';
import { Wait } from './asked';
import { Controls, Select } from './controls';
import { Downloads } from './download';
import { FlowMap, isPicked } from './flows';
import type { Places } from './places';
import { Table } from './table';
import { readChanges, type Changes } from './whatif';

export interface Here {
  question: Params;
  params: Changes;
  places: Places;
  picture: { current: SVGSVGElement | null };
}

/** Warnings of the tables; what is unmet has a part of its own. */
export function Warnings(props: { problems?: { place: string; line?: number; problem?: string; what?: string }[] }) {
  const found = (props.problems ?? []).filter((problem) => problem.place !== 'demand');
  if (found.length === 0) return null;
  return (
    <ul class="remarks">
      {found.slice(0, 20).map((problem, i) => (
        <li key={i}>
          {problem.place}
          {problem.line ? `:${problem.line}` : ''}: {problem.problem ?? problem.what}
        </li>
      ))}
    </ul>
  );
}

export const percent = { share: true, decimals: 1 };
export const plain = (decimals: number) => ({ share: false, decimals });

/** How a value in the unit of its row is written. */
const figureOf = (value: number, unit: string): Figure => (unit === 'share' ? percent : unit === 'MW' ? plain(1) : plain(Math.abs(value) >= 1000 ? 0 : Math.abs(value) >= 100 ? 1 : 2));
/** A small difference is not written as none. */
const differenceOf = (row: Row): Figure => {
  const size = Math.abs(number(row.difference));
  const figure = figureOf(number(row.after), text(row.unit));
  return text(row.unit) !== 'share' && size > 0 && size < 0.05 ? plain(4) : figure;
};

export const valueOf = (value: number, unit: string): string => writeFigure(value, figureOf(value, unit), true);

export function signed(value: number, figure: Figure): string {
  return `${value > 0 ? '+' : ''}${writeFigure(value, figure, true)}`;
}

/** Names of classes that the program writes into a fact: "latency, batch". */
const factOf = (said: Speech, row: Row, places: Places): string =>
  said.of(row, 'fact').replace(/^(latency, |时延（)(.*?)(）?)$/, (_, before: string, name: string, after: string) => `${before}${places.job(name)}${after}`);

function Facts(props: { rows: Row[]; places: Places }) {
  const said = useSpeech();
  const shown = props.rows.filter((row) => ['served', 'cost', 'carbon'].includes(text(row.fact)) || text(row.fact).startsWith('latency, '));
  const beside = (row: Row, name: string, word: string) => (Number.isFinite(number(row[name])) ? `${word} ${valueOf(number(row[name]), text(row.unit))}` : '');
  return (
    <dl class="facts route-facts">
      {shown.map((row) => (
        <div key={text(row.fact)}>
          <dt>{factOf(said, row, props.places)}</dt>
          <dd>
            {valueOf(number(row.plan), text(row.unit))} {text(row.unit) !== 'share' && <small>{said.of(row, 'unit')}</small>}
          </dd>
          <dd class="faint">{beside(row, 'all_local', said.words.routeAllLocal)}</dd>
          <dd class="faint">{beside(row, 'as_announced', said.words.routeAnnounced)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Headline(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'headline' };
  const asked = useAnswer('route', question);
  const column = (name: string) => ({ name, numeric: true, show: (row: Row) => (row[name] === null ? '' : valueOf(number(row[name]), text(row.unit))) });
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <Warnings problems={answer.problems} />
          <Facts rows={answer.rows} places={props.places} />
          <details class="whole">
            <summary>{words.routeCostParts}</summary>
            <Table
              label={words.routeCostParts}
              rows={answer.rows}
              columns={[
                { name: 'fact', label: words.routeFact, show: (row) => factOf(said, row, props.places) },
                { ...column('plan'), label: words.routeThisPlan },
                { ...column('all_local'), label: words.routeAllLocal },
                { ...column('as_announced'), label: words.routeAnnounced },
                { name: 'unit', label: words.routeUnit, show: (row) => said.of(row, 'unit') },
                { name: 'note', label: words.note, wide: true, show: (row) => said.of(row, 'note') },
              ]}
            />
          </details>
          <Downloads verb="route" params={question} name="qipan-route-headline" />
        </>
      )}
    </Wait>
  );
}

/** The difference table: totals first, then what moves. */
function Difference(props: Here) {
  const said = useSpeech();
  const { words, say } = said;
  const question: Params = { ...props.question, show: 'change' };
  const asked = useAnswer('route', question);
  const moves = (row: Row) => text(row.unit) === 'MW';
  const columns = [
    { name: 'fact', label: words.routeFact, show: (row: Row) => said.of(row, 'fact') },
    { name: 'before', label: words.routeBefore, numeric: true, show: (row: Row) => valueOf(number(row.before), text(row.unit)) },
    { name: 'after', label: words.routeAfter, numeric: true, show: (row: Row) => valueOf(number(row.after), text(row.unit)) },
    { name: 'difference', label: words.routeDifference, numeric: true, show: (row: Row) => <b>{signed(number(row.difference), differenceOf(row))}</b> },
    { name: 'relative', label: '%', numeric: true, show: (row: Row) => signed(number(row.relative), percent) },
    { name: 'unit', label: words.routeUnit, show: (row: Row) => said.unit(text(row.unit)) },
  ];
  return (
    <section class="difference">
      <h2>{words.routeChanges}</h2>
      <Wait asked={asked}>
        {(answer) => {
          const moved = answer.rows.filter(moves);
          return (
            <>
              <Table label={words.routeChanges} rows={answer.rows.filter((row) => !moves(row))} columns={columns} />
              {moved.length > 0 && (
                <details class="whole" open={moved.length <= 12}>
                  <summary>{say('routeMoves', { n: moved.length })}</summary>
                  <Table label={words.routeChanges} rows={moved} columns={columns} limit={300} />
                </details>
              )}
              <Downloads verb="route" params={question} name="qipan-route-change" />
            </>
          );
        }}
      </Wait>
    </section>
  );
}

function Flows(props: Here) {
  const said = useSpeech();
  const { words, say } = said;
  const { places, params } = props;
  const pick = params.pick ?? '';
  const question: Params = { ...props.question, show: 'flows' };
  const asked = useAnswer('route', question);
  const sites = useAnswer('route', { ...props.question, show: 'places' });
  const picked = pick.startsWith('r:') ? places.region(pick.slice(2)).label : places.site(pick.slice(2));
  return (
    <section>
      <h2>{words.routeFlows}</h2>
      <Wait asked={asked}>
        {(answer) => {
          const classes = [...new Set(answer.rows.map((row) => text(row.class)))];
          const job = classes.includes(params.job ?? '') ? params.job : undefined;
          const flows = job ? answer.rows.filter((row) => row.class === job) : answer.rows;
          const listed = flows.filter((row) => isPicked(pick, row, places));
          return (
            <>
              <Controls>
                <Select name="job" label={words.routeClass} value={job ?? ''} choices={[{ value: '', label: words.routeAllClasses }, ...classes.map((name) => ({ value: name, label: places.job(name) }))]} />
                {pick && (
                  <div class="control buttons">
                    <span class="tag">{picked}</span>
                    <button type="button" class="link" onClick={() => change({ pick: undefined })}>
                      {words.routeShowAll}
                    </button>
                  </div>
                )}
              </Controls>
              <Wait asked={sites}>{(site) => <FlowMap flows={flows} sites={site.rows} places={places} pick={pick} label={words.routeFlows} picture={props.picture} />}</Wait>
              <div class="below">
                <Downloads verb="route" params={question} picture={() => props.picture.current} name="qipan-route-flows" />
              </div>
              <details class="whole" open={pick !== ''}>
                <summary>{pick ? say('routeFlowsOf', { name: picked, n: listed.length }) : say('routeFlowsAll', { n: listed.length })}</summary>
                <Table
                  label={words.routeFlows}
                  rows={listed}
                  limit={300}
                  columns={[
                    { name: 'region', label: words.region, show: (row) => places.region(text(row.region)).label },
                    { name: 'class', label: words.routeClass, show: (row) => places.job(text(row.class)) },
                    { name: 'site', label: words.routeSite, show: (row) => places.site(text(row.site)) },
                    { name: 'megawatts', label: 'MW', numeric: true, show: (row) => valueOf(number(row.megawatts), 'MW') },
                    { name: 'share', label: words.routeShare, numeric: true, show: (row) => writeFigure(number(row.share), percent, true) },
                    { name: 'rtt', label: 'ms', numeric: true, show: (row) => writeFigure(number(row.rtt), plain(1)) },
                    { name: 'unit_cost', label: words.routeUnitCost, numeric: true, show: (row) => writeFigure(number(row.unit_cost), plain(1)) },
                  ]}
                />
              </details>
            </>
          );
        }}
      </Wait>
    </section>
  );
}

export function Plan(props: Here) {
  return (
    <>
      {readChanges(props.params).length > 0 && <Difference {...props} />}
      <Headline {...props} />
      <Flows {...props} />
    </>
  );
}
