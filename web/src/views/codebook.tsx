// What is looked for: the tree of codes, the patterns of one and how often each was found.
import { useState } from 'preact/hooks';
import { number, text, useAnswer } from '../api';
import { Wait } from '../parts/asked';
import { Downloads } from '../parts/download';
import { EvidenceItem } from '../parts/drawer';
import { Table } from '../parts/table';
import { linkTo, type Route } from '../route';
import { useCodes } from '../scheme';
import { useSpeech } from '../words';

function CodePanel(props: { code: string }) {
  const said = useSpeech();
  const { words } = said;
  const hits = useAnswer('codebook', { arg: ['hits', props.code], silent: true });
  const parts = useAnswer('codebook', { arg: ['show', props.code] });
  const samples = useAnswer('evidence', { code: props.code, orientation: 'any', limit: 5 });
  const exclusions = (parts.answer?.rows ?? []).filter((row) => row.part === 'exclusion');
  return (
    <>
      <Wait asked={hits}>
        {(answer) => {
          const most = Math.max(1, ...answer.rows.map((row) => number(row.hits)));
          const rows = [...answer.rows].sort((a, b) => number(b.hits) - number(a.hits));
          return (
            <Table
              label={words.patterns}
              rows={rows}
              columns={[
                { name: 'pattern', label: words.pattern, show: (row) => <a href={linkTo('search', { q: text(row.pattern).includes('*') ? text(row.pattern) : `"${text(row.pattern)}"` })}>{text(row.pattern)}</a> },
                {
                  name: 'hits',
                  label: words.hits,
                  numeric: true,
                  show: (row) => (
                    <span class="split">
                      <svg class="bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
                        <rect class="fill" x={0} y={3} width={(number(row.hits) / most) * 100} height={4} />
                      </svg>
                      {text(row.hits)}
                    </span>
                  ),
                },
                { name: 'documents', label: words.documentsHit, numeric: true },
              ]}
            />
          );
        }}
      </Wait>
      {exclusions.length > 0 && (
        <p>
          <b>{words.exclusions}</b> {exclusions.map((row) => text(row.text)).join(' · ')}
        </p>
      )}
      <Downloads verb="codebook" params={{ arg: ['hits', props.code], silent: true }} name={`qipan-${props.code}-hits`} />
      <h3>{words.codeSamples}</h3>
      <Wait asked={samples}>
        {(answer) => (
          <ol class="plain-list">
            {answer.rows.map((row) => (
              <EvidenceItem key={text(row.id)} row={row} showRegion />
            ))}
          </ol>
        )}
      </Wait>
    </>
  );
}

export function CodebookView(props: { route: Route }) {
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const [filter, setFilter] = useState('');
  const code = props.route.params.code ?? '';
  const known = codes.find((c) => c.name === code);
  const shown = codes.filter((c) => !filter || c.label.toLowerCase().includes(filter.toLowerCase()) || c.name.includes(filter.toLowerCase()));
  return (
    <section class="main">
      <header class="head">
        <h1>{words.codebook}</h1>
        <p class="lead">{words.codebookLead}</p>
      </header>
      <div class="two">
        <nav class="tree" aria-label={words.codebook}>
          <label class="unseen" for="codes">
            {words.filter}
          </label>
          <input id="codes" type="search" value={filter} placeholder={words.filterHint} onInput={(event) => setFilter((event.currentTarget as HTMLInputElement).value)} />
          <ul>
            {shown.map((c) => (
              <li key={c.name} class={`depth${c.level}`}>
                <a href={linkTo('codebook', { code: c.name })} aria-current={c.name === code ? 'true' : undefined} title={c.name}>
                  {c.label}
                </a>
                {c.patterns > 0 && <small class="faint">{c.patterns}</small>}
              </li>
            ))}
          </ul>
        </nav>
        <div>
          {code ? (
            <>
              <h2>
                {known?.label ?? code} <small class="faint">{code}</small>
              </h2>
              {known?.definition && <p>{known.definition}</p>}
              <p>
                <a href={linkTo('field', { code })}>{words.fieldPage} →</a>
              </p>
              <CodePanel key={code} code={code} />
            </>
          ) : (
            <p class="empty">{words.chooseCode}</p>
          )}
        </div>
      </div>
    </section>
  );
}
