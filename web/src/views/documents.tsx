// The coverage ledger, every document and how it was read, and what was passed over.
import { useState } from 'preact/hooks';
import { number, text, useAnswer, type Row } from '../api';
import { writeCount } from '../figures';
import { Wait } from '../parts/asked';
import { Downloads } from '../parts/download';
import { Table } from '../parts/table';
import { linkTo, type Route } from '../route';
import { useSpeech, type Speech } from '../words';

function stateWord(said: Speech, state: string): string {
  return state === 'no_document' ? said.words.stateNoDocument : state === 'partial' ? said.words.statePartial : said.words.read;
}

function Tabs(props: { now: string }) {
  const { words } = useSpeech();
  return (
    <nav class="tabs" aria-label={words.documents}>
      {[
        ['coverage', words.coverageTable],
        ['list', words.documentsTable],
        ['problems', words.problems],
      ].map(([name, label]) => (
        <a key={name} href={linkTo('documents', { part: name })} aria-current={props.now === name ? 'page' : undefined}>
          {label}
        </a>
      ))}
    </nav>
  );
}

function Coverage() {
  const said = useSpeech();
  const { words, say } = said;
  const asked = useAnswer('status');
  return (
    <Wait asked={asked}>
      {(answer) => {
        const missing = answer.rows.filter((row) => row.state === 'no_document').length;
        const longest = Math.max(1, ...answer.rows.map((row) => number(row.sentences)).filter(Number.isFinite));
        return (
          <>
            <p>{say('withDocument', { n: answer.rows.length - missing, missing })}</p>
            <Table
              label={words.coverageTable}
              rows={answer.rows}
              columns={[
                { name: 'region', label: words.region, show: (row) => <a href={linkTo('region', { region: text(row.region) })}>{said.of(row, 'region')}</a> },
                { name: 'tier', label: words.tier, show: (row) => said.tier(text(row.tier)) },
                { name: 'state', label: words.coverage, show: (row) => <span class={`state ${text(row.state)}`}>{stateWord(said, text(row.state))}</span> },
                { name: 'documents', label: words.documents, numeric: true },
                { name: 'newest', label: words.date },
                { name: 'characters', label: words.characters, numeric: true },
                { name: 'sentences', label: words.sentences, numeric: true },
                { name: 'plan_sentences', label: words.planSentences, numeric: true, show: (row) => <Split row={row} longest={longest} /> },
              ]}
            />
            <Downloads verb="status" params={{}} />
          </>
        );
      }}
    </Wait>
  );
}

/** Plan sentences of all sentences, as long as the region's text is among the others. */
function Split(props: { row: Row; longest: number }) {
  const all = number(props.row.sentences);
  const plan = number(props.row.plan_sentences);
  if (!Number.isFinite(all)) return <span class="faint">–</span>;
  return (
    <span class="split">
      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect class="soft" x={0} y={3} width={(all / props.longest) * 100} height={4} />
        <rect class="fill" x={0} y={3} width={(plan / props.longest) * 100} height={4} />
      </svg>
      {writeCount(plan)}
    </span>
  );
}

function List() {
  const said = useSpeech();
  const { words, say } = said;
  const asked = useAnswer('status', { documents: true });
  const [filter, setFilter] = useState('');
  return (
    <Wait asked={asked}>
      {(answer) => {
        const rows = answer.rows.filter((row) => !filter || ['document', 'region', 'title', 'kind', 'date'].some((name) => text(row[name]).toLowerCase().includes(filter.toLowerCase())));
        return (
          <>
            <div class="controls">
              <div class="control">
                <label for="filter">{words.filter}</label>
                <input id="filter" type="search" value={filter} placeholder={words.filterHint} onInput={(event) => setFilter((event.currentTarget as HTMLInputElement).value)} />
              </div>
              <span class="faint">{say('rowsCount', { n: rows.length })}</span>
            </div>
            <Table
              label={words.documentsTable}
              rows={rows}
              limit={500}
              columns={[
                { name: 'title', label: words.title_, wide: true, show: (row) => <a href={linkTo('document', { id: text(row.document) })}>{text(row.title) || text(row.document)}</a> },
                { name: 'region', label: words.region },
                { name: 'date', label: words.date },
                { name: 'kind', label: words.kind },
                { name: 'edition', label: words.editions, numeric: true },
                { name: 'sentences', label: words.sentences, numeric: true },
                { name: 'characters', label: words.characters, numeric: true },
                { name: 'furniture', label: words.furniture, numeric: true },
              ]}
            />
            <Downloads verb="status" params={{ documents: true }} name="qipan-documents" />
          </>
        );
      }}
    </Wait>
  );
}

function Problems() {
  const { words } = useSpeech();
  const asked = useAnswer('status', { problems: true });
  return (
    <Wait asked={asked}>
      {(answer) =>
        answer.rows.length === 0 ? (
          <p class="empty">{words.noProblems}</p>
        ) : (
          <>
            <Table
              label={words.problems}
              rows={answer.rows}
              columns={[
                { name: 'severity', label: '' },
                { name: 'place', label: words.source, wide: true },
                { name: 'line', label: '№', numeric: true },
                { name: 'problem', label: words.problems, wide: true },
              ]}
            />
            <Downloads verb="status" params={{ problems: true }} name="qipan-problems" />
          </>
        )
      }
    </Wait>
  );
}

export function DocumentsView(props: { route: Route }) {
  const { words } = useSpeech();
  const part = props.route.params.part ?? 'coverage';
  return (
    <section class="main">
      <header class="head">
        <h1>{words.documents}</h1>
        <p class="lead">{words.documentsLead}</p>
      </header>
      <Tabs now={part} />
      {part === 'list' ? <List /> : part === 'problems' ? <Problems /> : <Coverage />}
    </section>
  );
}
