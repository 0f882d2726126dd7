// What the loss of a site leaves, and what each parameter alone changes.
import { number, text, useAnswer, type Params, type Row } from '../api';
import { writeFigure } from '../figures';
import { useSpeech } from '../words';
import { Wait } from './asked';
import { Downloads } from './download';
import { plain, signed, valueOf, type Here } from './route_plan';
import { Use } from './route_tables';
import { Table } from './table';

export function Losses(props: Here) {
  const { words } = useSpeech();
  const question: Params = { ...props.question, show: 'losses' };
  const asked = useAnswer('route', question);
  const mw = (row: Row, name: string) => valueOf(number(row[name]), 'MW');
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="about faint">{words.routeLossesNote}</p>
          <Table
            label={words.routeLosses}
            rows={answer.rows}
            columns={[
              { name: 'site', label: words.routeLost, show: (row) => props.places.site(text(row.site)) },
              { name: 'room', label: `${words.routeRoom} MW`, numeric: true, show: (row) => mw(row, 'room') },
              { name: 'used', label: `${words.routeUsed} MW`, numeric: true, show: (row) => mw(row, 'used') },
              { name: 'kept', label: words.routeKeptShare, numeric: true, show: (row) => <Use share={number(row.kept)} decimals={1} /> },
              { name: 'unmet_limited', label: words.routeUnmetLimited, numeric: true, show: (row) => mw(row, 'unmet_limited') },
              { name: 'unmet', label: `${words.routeUnmet} MW`, numeric: true, show: (row) => mw(row, 'unmet') },
              { name: 'whom', label: words.routeWhom, wide: true, show: (row) => text(row.whom) || '–' },
              { name: 'extra_cost', label: words.routeExtraCost, numeric: true, show: (row) => signed(number(row.extra_cost), plain(1)) },
            ]}
          />
          <Downloads verb="route" params={question} name="qipan-route-losses" />
        </>
      )}
    </Wait>
  );
}

/** A bar to the left of the middle for less, to the right for more. */
function Swing(props: { value: number; most: number }) {
  const long = (48 * Math.abs(props.value)) / props.most || 0;
  return (
    <span class="use">
      <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="soft" x={49.5} y={0} width={1} height={12} />
        <rect class={props.value < 0 ? 'fill' : 'fill more'} x={props.value < 0 ? 50 - long : 50} y={1} width={long} height={10} />
      </svg>
      {signed(props.value, plain(2))}
    </span>
  );
}

export function Sensitivity(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'sensitivity' };
  const asked = useAnswer('route', question);
  return (
    <Wait asked={asked}>
      {(answer) => {
        const most = Math.max(...answer.rows.map((row) => Math.abs(number(row.cost_change)) || 0), 1e-9);
        return (
          <>
            <p class="about faint">{words.routeSensitivityNote}</p>
            <Table
              label={words.routeSensitivity}
              rows={answer.rows}
              columns={[
                { name: 'parameter', label: words.routeParameter, show: (row) => said.of(row, 'parameter') },
                { name: 'assumed', label: words.routeAssumed, show: (row) => (row.assumed === true ? words.routeIsAssumed : '') },
                { name: 'times', label: words.routeFactor, numeric: true, show: (row) => `× ${writeFigure(number(row.times), plain(2))}` },
                { name: 'cost_change', label: words.routeCostBn, numeric: true, show: (row) => <Swing value={number(row.cost_change)} most={most} /> },
                { name: 'carbon_change', label: words.routeCarbonMt, numeric: true, show: (row) => signed(number(row.carbon_change), plain(2)) },
                { name: 'unmet_change', label: `${words.routeUnmet} MW`, numeric: true, show: (row) => signed(number(row.unmet_change), plain(1)) },
                { name: 'moved', label: words.routeMoved, numeric: true, show: (row) => valueOf(number(row.moved), 'MW') },
                { name: 'builds_moved', label: words.routeBuildsMoved, wide: true, show: (row) => said.of(row, 'builds_moved') || '–' },
              ]}
            />
            <Downloads verb="route" params={question} name="qipan-route-sensitivity" />
          </>
        );
      }}
    </Wait>
  );
}
