// Who computes whose jobs: the plan of route's tables, what it rests on, and what if.
import { useMemo, useRef } from 'preact/hooks';
import { hasOption, number, text, useAnswer, useMenu, type Params, type Row } from '../api';
import { Wait } from '../parts/asked';
import { Drawer, readCell } from '../parts/drawer';
import { usePlaces } from '../parts/places';
import { commandOf, questionOf } from '../parts/whatif';
import { WhatIf, type Names } from '../parts/whatif_form';
import { Losses, Sensitivity } from '../parts/route_risks';
import { Announced, Builds, Frontier, Sites, sitesTable, Unmet, Why } from '../parts/route_tables';
import { Plan } from '../parts/route_plan';
import { linkTo, type Route } from '../route';
import { useSpeech } from '../words';

const parts = ['plan', 'frontier', 'builds', 'sites', 'why', 'unmet', 'losses', 'sensitivity', 'announced'] as const;
type Part = (typeof parts)[number];

/** How to get this view: the page cannot choose a folder. */
function NotBound() {
  const { words } = useSpeech();
  return (
    <div class="unbound">
      <p class="empty">
        {words.routeUnbound} {words.routeUnboundHow}
      </p>
      <pre>
        <code>qipan serve --route examples/route</code>
      </pre>
    </div>
  );
}

const distinct = (rows: Row[], name: string): string[] => [...new Set(rows.map((row) => text(row[name])))].filter(Boolean);

function Routed(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const places = usePlaces(said);
  const picture = useRef<SVGSVGElement>(null);
  const part: Part = parts.includes(params.part as Part) ? (params.part as Part) : 'plan';
  const question: Params = questionOf(params);
  // Names to choose from are those of the tables as given: a closed site can be opened again.
  const given = useAnswer('route', { show: 'places' });
  const flows = useAnswer('route', { show: 'flows' });
  const names: Names = useMemo(
    () => ({ site: distinct(given.answer?.rows ?? [], 'site'), region: distinct(flows.answer?.rows ?? [], 'region'), class: distinct(flows.answer?.rows ?? [], 'class') }),
    [given.answer, flows.answer],
  );
  const tabs: Record<Part, string> = { plan: words.routePlan, frontier: words.routeFrontier, builds: words.routeBuilds, sites: words.routeSites, why: words.routeWhy, unmet: words.routeUnmet, losses: words.routeLosses, sensitivity: words.routeSensitivity, announced: words.routeAnnouncements };
  // Only where the MW of some site come from what a board's plans announce.
  const announced = (given.answer?.rows ?? []).some((row) => Number.isFinite(number(row.announced)));
  const folder = text(given.answer?.params.arguments) || 'FOLDER';
  const command = commandOf(folder, { ...question, ...(part === 'plan' ? {} : part === 'sites' ? sitesTable : { show: part }) });
  const here = { question, params, places, picture };
  return (
    <>
      <WhatIf params={params} announced={announced} names={names} places={places} command={command} />
      <nav class="tabs" aria-label={words.show}>
        {parts.filter((name) => name !== 'announced' || announced).map((name) => (
          <a key={name} href={linkTo('route', { ...params, part: name === 'plan' ? undefined : name, cell: undefined })} aria-current={name === part ? 'page' : undefined}>
            {tabs[name]}
          </a>
        ))}
      </nav>
      <Wait asked={given}>
        {() =>
          part === 'plan' ? (
            <Plan {...here} />
          ) : part === 'frontier' ? (
            <Frontier {...here} />
          ) : part === 'builds' ? (
            <Builds {...here} />
          ) : part === 'sites' ? (
            <Sites {...here} />
          ) : part === 'why' ? (
            <Why {...here} names={names} />
          ) : part === 'losses' ? (
            <Losses {...here} />
          ) : part === 'sensitivity' ? (
            <Sensitivity {...here} />
          ) : part === 'announced' ? (
            <Announced {...here} />
          ) : (
            <Unmet {...here} />
          )
        }
      </Wait>
    </>
  );
}

export function RouteView(props: { route: Route }) {
  const { words } = useSpeech();
  const verbs = useMenu();
  const cell = readCell(props.route.params.cell);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main route">
        <header class="head">
          <h1>{words.routeTitle}</h1>
          <p class="lead">{words.routeLead}</p>
        </header>
        {verbs.length === 0 ? <p class="faint wait">{words.loading}…</p> : hasOption(verbs, 'route', 'show') ? <Routed route={props.route} /> : <NotBound />}
      </section>
      {cell && <Drawer key={props.route.params.cell} cell={cell} title={words.evidence} filters={{}} />}
    </div>
  );
}
