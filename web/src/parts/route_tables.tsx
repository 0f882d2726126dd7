// Sites, builds, reasons, unmet demand and the frontier of route.
import { useState } from 'preact/hooks';
import { number, text, useAnswer, type Answer, type Params, type Row } from '../api';
import { writeFigure } from '../figures';
import { change } from '../route';
import { useSpeech, type Speech } from '../words';
import { Wait } from './asked';
import { Controls, Select, Toggle } from './controls';
import { Downloads } from './download';
import { writeCell } from './drawer';
import { capOf, FrontierChart } from './frontier';
import { plain, signed, valueOf, Warnings, type Here } from './route_plan';
import { Table, type TableColumn } from './table';
import type { Names } from './whatif_form';

/** Sentences of a row, where the tables come from a board. */
function evidenceColumn(said: Speech, answer: Answer): TableColumn[] {
  const has = answer.rows.some((row) => Array.isArray(row.evidence) && row.evidence.length > 0);
  if (!has) return [];
  const show = (row: Row) => {
    const ids = Array.isArray(row.evidence) ? row.evidence.slice(0, 60) : [];
    if (ids.length === 0) return <span class="faint">–</span>;
    return (
      <button type="button" class="link" onClick={() => change({ cell: writeCell({ region: '', code: '', ids: ids.join(',') }) })}>
        {said.say('evidenceCount', { n: ids.length })}
      </button>
    );
  };
  return [{ name: 'evidence', label: said.words.evidence, show }];
}

export function Use(props: { share: number; decimals?: number }) {
  const share = Math.min(1, Math.max(0, props.share || 0));
  return (
    <span class="use">
      <svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
        <rect class="soft" x={0} y={0} width={100} height={12} />
        <rect class="fill" x={0} y={0} width={share * 100} height={12} />
      </svg>
      {writeFigure(props.share, { share: true, decimals: props.decimals ?? 0 }, true)}
    </span>
  );
}

/** The computing power that plans announce, where a site's or build's MW come from it. */
function announcedColumn(said: Speech, answer: Answer): TableColumn[] {
  if (!answer.rows.some((row) => Number.isFinite(number(row.announced)))) return [];
  return [{ name: 'announced', label: said.words.routeAnnouncedEflops, numeric: true, show: (row) => (Number.isFinite(number(row.announced)) ? `${row.at_least === true ? '≥ ' : ''}${writeFigure(number(row.announced), plain(1))}` : '') }];
}

/** What a board's plans announce for each region, and which sites and builds took it. */
export function Announced(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'announced' };
  const asked = useAnswer('route', question);
  const real = (row: Row, name: string, decimals = 1) => (Number.isFinite(number(row[name])) ? writeFigure(number(row[name]), plain(decimals)) : '–');
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="about faint">{words.routeAnnouncedNote}</p>
          <Table
            label={words.routeAnnouncements}
            rows={answer.rows}
            columns={[
              { name: 'region', label: words.region, show: (row) => said.of(row, 'region') },
              { name: 'standing', label: words.routeStanding, numeric: true, show: (row) => real(row, 'standing') },
              { name: 'planned', label: words.routePlannedLevel, numeric: true, show: (row) => real(row, 'planned') },
              { name: 'increment', label: words.routeIncrement, numeric: true, show: (row) => real(row, 'increment') },
              { name: 'room', label: `${words.routeRoom} MW`, numeric: true, show: (row) => real(row, 'room', 0) },
              { name: 'options_room', label: `${words.routeBuilds} MW`, numeric: true, show: (row) => real(row, 'options_room', 0) },
              { name: 'note', label: words.note, wide: true, show: (row) => said.of(row, 'note') },
              ...evidenceColumn(said, answer),
            ]}
          />
          <Downloads verb="route" params={question} name="qipan-route-announced" />
        </>
      )}
    </Wait>
  );
}

/** What the table of sites asks; also the command that the page shows for it. */
export const sitesTable: Params = { show: 'sites', ranges: true };

export function Sites(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, ...sitesTable };
  const asked = useAnswer('route', question);
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="about faint">{words.routeSitesNote}</p>
          <Table
            label={words.routeSites}
            rows={answer.rows}
            columns={[
              { name: 'site', label: words.routeSite, show: (row) => props.places.site(text(row.site)) },
              { name: 'region', label: words.region, show: (row) => props.places.ofSite(row)?.label ?? '' },
              { name: 'room', label: `${words.routeRoom} MW`, numeric: true, show: (row) => valueOf(number(row.room), 'MW') },
              { name: 'used', label: `${words.routeUsed} MW`, numeric: true, show: (row) => valueOf(number(row.used), 'MW') },
              { name: 'use', label: words.routeUse, numeric: true, show: (row) => <Use share={number(row.use)} /> },
              { name: 'full_hours', label: words.routeFullHours, numeric: true },
              { name: 'one_more_mw', label: words.routeOneMore, numeric: true, show: (row) => writeFigure(number(row.one_more_mw) / 1e6, plain(2)) },
              { name: 'holds_for', label: words.routeHoldsFor, numeric: true, show: (row) => (number(row.one_more_mw) > 0 ? (Number.isFinite(number(row.holds_for)) ? valueOf(number(row.holds_for), 'MW') : '∞') : '') },
              { name: 'power_cost', label: words.routePowerCost, numeric: true, show: (row) => writeFigure(number(row.power_cost), plain(1)) },
              { name: 'carbon', label: words.routeCarbonMt, numeric: true, show: (row) => writeFigure(number(row.carbon) / 1e6, plain(2)) },
              ...announcedColumn(said, answer),
              ...evidenceColumn(said, answer),
            ]}
          />
          <Downloads verb="route" params={question} name="qipan-route-sites" />
        </>
      )}
    </Wait>
  );
}

/** "as given: +3369; demand -20 %: +1731" */
function Scenarios(props: { text: string }) {
  const parts = props.text.split(/[;；]\s*/).filter(Boolean);
  return (
    <ul class="scenarios">
      {parts.map((part) => {
        const cut = part.lastIndexOf(':');
        const value = part.slice(cut + 1).trim();
        return (
          <li key={part}>
            <span>{part.slice(0, cut)}</span> <b class={value.startsWith('-') ? 'loss' : 'gain'}>{value.replace('-', '−')}</b>
          </li>
        );
      })}
    </ul>
  );
}

export function Builds(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'builds' };
  const asked = useAnswer('route', question);
  const status: Record<string, string> = { planned: words.routePlanned, candidate: words.routeCandidate };
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="about faint">{words.routeBuildsNote}</p>
          {answer.rows.length === 0 ? (
            <p class="empty">{words.nothing}</p>
          ) : (
            <Table
              label={words.routeBuilds}
              rows={answer.rows}
              columns={[
                { name: 'option', label: words.routeBuild, show: (row) => <b>{text(row.option)}</b> },
                { name: 'site', label: words.routeSite, show: (row) => props.places.site(text(row.site)) },
                {
                  name: 'label',
                  label: words.routeLabel,
                  show: (row) => (
                    <span class={`tag build-${text(row.label).replace(/[^a-z]/g, '')}`}>
                      {said.of(row, 'label')}
                    </span>
                  ),
                },
                { name: 'chosen', label: words.routeChosen, show: (row) => (row.chosen === true ? `✓ ${words.routeYes}` : `✗ ${words.routeNo}`) },
                { name: 'worth', label: words.routeWorth, numeric: true, show: (row) => <b class={number(row.worth) < 0 ? 'loss' : 'gain'}>{signed(number(row.worth), plain(0))}</b> },
                { name: 'megawatts', label: 'MW', numeric: true, show: (row) => valueOf(number(row.megawatts), 'MW') },
                { name: 'build_cost', label: words.routeBuildCost, numeric: true, show: (row) => writeFigure(number(row.build_cost), plain(0)) },
                { name: 'use', label: words.routeUse, numeric: true, show: (row) => writeFigure(number(row.use), { share: true, decimals: 0 }, true) },
                { name: 'substitutes', label: words.routeSubstitutes, show: (row) => text(row.substitutes) || '–' },
                { name: 'status', label: words.routeStatus, show: (row) => status[text(row.status)] ?? text(row.status) },
                { name: 'scenarios', label: words.routeScenarios, wide: true, show: (row) => <Scenarios text={said.of(row, 'scenarios')} /> },
                ...announcedColumn(said, answer),
                ...evidenceColumn(said, answer),
              ]}
            />
          )}
          <Downloads verb="route" params={question} name="qipan-route-builds" />
        </>
      )}
    </Wait>
  );
}

export function Why(props: Here & { names: Names }) {
  const said = useSpeech();
  const { words, say } = said;
  const { places, params } = props;
  const question: Params = { ...props.question, show: 'why' };
  const asked = useAnswer('route', question);
  const [limit, setLimit] = useState(200);
  const cost = (row: Row, name: string) => (Number.isFinite(number(row[name])) ? writeFigure(number(row[name]), plain(1)) : '');
  return (
    <Wait asked={asked}>
      {(answer) => {
        const kept = params.kept === '1';
        const rows = answer.rows.filter((row) => (!params.region || row.region === params.region) && (!params.job || row.class === params.job) && (!kept || (text(row.cheaper) !== '' && row.cheaper !== row.site)));
        const regions = [...new Set(answer.rows.map((row) => text(row.region)))];
        const jobs = [...new Set(answer.rows.map((row) => text(row.class)))];
        return (
          <>
            <p class="about faint">{words.routeWhyNote}</p>
            <Controls>
              <Select name="region" label={words.region} value={params.region ?? ''} choices={[{ value: '', label: words.all }, ...regions.map((name) => ({ value: name, label: places.region(name).label }))]} />
              <Select name="job" label={words.routeClass} value={params.job ?? ''} choices={[{ value: '', label: words.routeAllClasses }, ...jobs.map((name) => ({ value: name, label: places.job(name) }))]} />
              <Toggle name="kept" label={words.routeKept} on={kept} />
              <span class="faint">{say('rowsCount', { n: rows.length })}</span>
            </Controls>
            <Table
              label={words.routeWhy}
              rows={rows}
              limit={limit}
              columns={[
                { name: 'region', label: words.region, show: (row) => places.region(text(row.region)).label },
                { name: 'class', label: words.routeClass, show: (row) => places.job(text(row.class)) },
                { name: 'site', label: words.routeRunsAt, show: (row) => (text(row.site) ? <b>{places.site(text(row.site))}</b> : '–') },
                { name: 'megawatts', label: 'MW', numeric: true, show: (row) => valueOf(number(row.megawatts), 'MW') },
                { name: 'unit_cost', label: words.routeUnitCost, numeric: true, show: (row) => cost(row, 'unit_cost') },
                { name: 'runner_up', label: words.routeRunnerUp, show: (row) => (text(row.runner_up) ? places.site(text(row.runner_up)) : '–') },
                { name: 'gap', label: words.routeGap, numeric: true, show: (row) => (Number.isFinite(number(row.gap)) ? signed(number(row.gap), plain(2)) : '') },
                { name: 'cheaper', label: words.routeCheaper, show: (row) => (text(row.cheaper) ? `${places.site(text(row.cheaper))} (${cost(row, 'cheaper_cost')})` : '–') },
                { name: 'why_not', label: words.routeWhyNot, wide: true, show: (row) => said.of(row, 'why_not') },
              ]}
            />
            {rows.length > limit && (
              <button type="button" onClick={() => setLimit(limit * 4)}>
                {words.more} ({rows.length - limit})
              </button>
            )}
            <div class="below">
              <Downloads verb="route" params={question} name="qipan-route-why" />
            </div>
          </>
        );
      }}
    </Wait>
  );
}

export function Unmet(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'unmet' };
  const asked = useAnswer('route', question);
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <Warnings problems={answer.problems} />
          {answer.rows.length === 0 ? (
            <p class="empty">{words.routeAllServed}</p>
          ) : (
            <>
              <p class="about faint">{words.routeUnmetNote}</p>
              <Table
                label={words.routeUnmet}
                rows={answer.rows}
                limit={400}
                columns={[
                  { name: 'region', label: words.region, show: (row) => props.places.region(text(row.region)).label },
                  { name: 'class', label: words.routeClass, show: (row) => props.places.job(text(row.class)) },
                  { name: 'unmet', label: `${words.routeUnmet} MW`, numeric: true, show: (row) => valueOf(number(row.unmet), 'MW') },
                  { name: 'demand', label: `${words.routeDemand} MW`, numeric: true, show: (row) => valueOf(number(row.demand), 'MW') },
                  { name: 'reason', label: words.routeReason, wide: true, show: (row) => said.of(row, 'reason') },
                  { name: 'remedy', label: words.routeRemedy, wide: true, show: (row) => `${text(row.rank) ? `${text(row.rank)}. ` : ''}${said.of(row, 'remedy')}` },
                  { name: 'unmet_then', label: words.routeUnmetThen, numeric: true, show: (row) => valueOf(number(row.unmet_then), 'MW') },
                  { name: 'extra_cost', label: words.routeExtraCost, numeric: true, show: (row) => (Number.isFinite(number(row.extra_cost)) ? signed(number(row.extra_cost), plain(1)) : '') },
                ]}
              />
            </>
          )}
          <Downloads verb="route" params={question} name="qipan-route-unmet" />
        </>
      )}
    </Wait>
  );
}

export function Frontier(props: Here) {
  const said = useSpeech();
  const { words } = said;
  const cap = props.params['carbon-cap'] ?? '';
  // The caps are what is varied: the one in force is left out, and marked on the curve.
  const question: Params = { ...props.question, 'carbon-cap': undefined, show: 'frontier' };
  const asked = useAnswer('route', question);
  const choose = (row: Row) => change({ 'carbon-cap': row.point === 1 ? undefined : capOf(row), part: undefined });
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="about faint">{words.routeFrontierNote}</p>
          <FrontierChart rows={answer.rows} cap={cap} onChoose={choose} picture={props.picture} />
          <Table
            label={words.routeFrontier}
            rows={answer.rows}
            columns={[
              {
                name: 'point',
                label: words.routePlan,
                show: (row) => (
                  <button type="button" class="link" onClick={() => choose(row)}>
                    {said.say('routePlanN', { n: text(row.point) })}
                    {row.knee === true ? ` · ${words.routeKnee}` : ''}
                  </button>
                ),
              },
              { name: 'carbon', label: words.routeCarbonMt, numeric: true, show: (row) => writeFigure(number(row.carbon), plain(2)) },
              { name: 'cost', label: words.routeCostBn, numeric: true, show: (row) => writeFigure(number(row.cost), plain(2)) },
              { name: 'extra_cost', label: words.routeExtraBn, numeric: true, show: (row) => signed(number(row.extra_cost), plain(2)) },
              { name: 'carbon_price', label: words.routeCarbonPrice, numeric: true, show: (row) => writeFigure(number(row.carbon_price), plain(0)) },
              { name: 'builds_made', label: words.routeBuilds, wide: true, show: (row) => text(row.builds_made) || '–' },
            ]}
          />
          <Downloads verb="route" params={question} picture={() => props.picture.current} name="qipan-route-frontier" />
        </>
      )}
    </Wait>
  );
}
