// What changed between two editions, or between a plan and the one it was made from.
import { useMemo, useState } from 'preact/hooks';
import { number, text, useAnswer, type Params, type Row } from '../api';
import { writeFigure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Beside } from '../parts/edits';
import { Table } from '../parts/table';
import { change, linkTo, type Route } from '../route';
import { branchChoices, useCodes, useDocuments, type DocumentChoice } from '../scheme';
import { useSpeech, type Speech } from '../words';

const states = ['kept', 'reworded', 'merged', 'split', 'dropped', 'new'] as const;
type State = (typeof states)[number];

const stateWord = (said: Speech, state: string): string => (states.includes(state as State) ? said.words[`state_${state as State}`] : state);

/** Two editions of one document, and documents of one region and kind that follow each other. */
function suggestions(documents: DocumentChoice[]): [DocumentChoice, DocumentChoice][] {
  const found: [DocumentChoice, DocumentChoice][] = [];
  for (const document of documents) {
    const before = documents.filter((d) => d.document === document.document && d.edition < document.edition).sort((x, y) => y.edition - x.edition)[0];
    if (before) found.push([before, document]);
  }
  const current = documents.filter((d) => d.current && d.region && d.date);
  for (const document of current) {
    const before = current.filter((d) => d.region === document.region && d.kind === document.kind && d.date < document.date).sort((x, y) => (x.date < y.date ? 1 : -1))[0];
    if (before) found.push([before, document]);
  }
  return found;
}

function Sentences(props: { question: Params; state: string }) {
  const said = useSpeech();
  const { words, say } = said;
  const [limit, setLimit] = useState(200);
  const asked = useAnswer('diff', { ...props.question, show: 'all', limit: 0 });
  return (
    <Wait asked={asked}>
      {(answer) => {
        const count = (state: string) => answer.rows.filter((row) => row.state === state).length;
        const moved = answer.rows.filter((row) => row.moved === true).length;
        const rows = answer.rows.filter((row) => (props.state === '' ? row.state !== 'kept' || row.moved === true : props.state === 'moved' ? row.moved === true : props.state === 'all' || row.state === props.state));
        const total = Math.max(1, answer.rows.length);
        return (
          <>
            <div class="shares" role="img" aria-label={states.map((state) => `${stateWord(said, state)} ${count(state)}`).join(', ')}>
              {states.map((state) => (
                <i key={state} class={`share is-${state}`} ref={(e: HTMLElement | null) => e?.style.setProperty('flex-grow', String(count(state) / total))} />
              ))}
            </div>
            <ul class="choices">
              {['', ...states, 'moved', 'all'].map((state) => (
                <li key={state}>
                  <button type="button" class="link" aria-pressed={props.state === state} onClick={() => change({ state: state || undefined })}>
                    {states.includes(state as State) && <i class={`share is-${state}`} />}
                    {state === '' ? words.changesOnly : state === 'all' ? words.all : state === 'moved' ? words.moved : stateWord(said, state)} {state === 'moved' ? moved : state === '' ? answer.rows.length - count('kept') : state === 'all' ? answer.rows.length : count(state)}
                  </button>
                </li>
              ))}
            </ul>
            <p class="faint">{words.editsNote}</p>
            {rows.length === 0 && <p class="empty">{words.nothing}</p>}
            <ol class="passages">
              {rows.slice(0, limit).map((row, i) => (
                <li key={i}>
                  <p class="how">
                    <span class={`tag state-${text(row.state)}`}>{stateWord(said, text(row.state))}</span>
                    {row.moved === true && <span class="tag">{words.moved}</span>}
                    <span class="faint">
                      {[row.old_start === null ? '' : say('offsets', { start: number(row.old_start), end: number(row.old_end) }), row.new_start === null ? '' : say('offsets', { start: number(row.new_start), end: number(row.new_end) })].filter(Boolean).join(' → ')}
                      {Number.isFinite(number(row.likeness)) && number(row.likeness) < 1 && ` · ${words.identical} ${writeFigure(number(row.likeness), { share: true, decimals: 0 }, true)}`}
                    </span>
                  </p>
                  <Beside row={row} left="old" right="new" />
                </li>
              ))}
            </ol>
            {rows.length > limit && (
              <button type="button" onClick={() => setLimit(limit * 4)}>
                {words.more} ({rows.length - limit})
              </button>
            )}
            <div class="below">
              <Downloads verb="diff" params={{ ...props.question, show: 'all', limit: 0 }} name="qipan-diff" />
            </div>
          </>
        );
      }}
    </Wait>
  );
}

function Codes(props: { question: Params; by: string; sides: [string, string] }) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'codes', by: props.by };
  const asked = useAnswer('diff', question);
  const codes = useCodes(said);
  const changes: Record<string, string> = { gained: words.codeGained, vanished: words.codeVanished, up: words.codeUp, down: words.codeDown, same: words.codeSame };
  const counted = (row: Row, side: 0 | 1) => {
    const n = number(side === 0 ? row.old_sentences : row.new_sentences);
    // Only the newest edition of a document can be asked for its sentences.
    if (n === 0 || props.sides[side].includes('@')) return String(n);
    return (
      <button type="button" class="link" onClick={() => change({ cell: writeCell({ region: props.sides[side], code: text(row.code) }) })}>
        {n}
      </button>
    );
  };
  return (
    <>
      <Controls>
        <Select name="by" label={words.by} value={props.by} choices={branchChoices(codes, said)} clear={['cell']} />
      </Controls>
      <Wait asked={asked}>
        {(answer) => (
          <>
            <p class="faint">{words.shiftNote}</p>
            <Table
              label={words.codesChanged}
              rows={answer.rows}
              columns={[
                { name: 'code', label: words.field, show: (row) => <a href={linkTo('field', { code: text(row.code) })}>{said.of(row, 'label')}</a> },
                { name: 'change', label: words.whatChanged, show: (row) => changes[text(row.change)] ?? text(row.change) },
                { name: 'old_sentences', label: words.oldEdition, numeric: true, show: (row) => counted(row, 0) },
                { name: 'new_sentences', label: words.newEdition, numeric: true, show: (row) => counted(row, 1) },
                { name: 'shift', label: words.shift, numeric: true, show: (row) => `${number(row.shift) > 0 ? '+' : ''}${writeFigure(number(row.shift), { share: false, decimals: 2 })} ± ${writeFigure(number(row.se), { share: false, decimals: 2 })}` },
                { name: 'z', label: 'z', numeric: true, show: (row) => <span class={Math.abs(number(row.z)) >= 2 ? 'sure' : 'faint'}>{writeFigure(number(row.z), { share: false, decimals: 2 })}</span> },
              ]}
            />
            <Downloads verb="diff" params={question} name="qipan-diff-codes" />
          </>
        )}
      </Wait>
    </>
  );
}

function Targets(props: { question: Params }) {
  const said = useSpeech();
  const { words } = said;
  const question: Params = { ...props.question, show: 'targets', limit: 0 };
  const asked = useAnswer('diff', question);
  const order = (row: Row) => ['changed', 'dropped', 'new'].indexOf(text(row.change));
  const names: Record<string, string> = { changed: words.targetChanged, dropped: words.state_dropped, new: words.state_new };
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          {answer.rows.length === 0 && <p class="empty">{words.nothing}</p>}
          <ol class="passages">
            {[...answer.rows].sort((a, b) => order(a) - order(b)).map((row, i) => (
              <li key={i}>
                <p class="how">
                  <span class={`tag state-${text(row.change)}`}>{names[text(row.change)]}</span> <b>{text(row.quantity)}</b>{' '}
                  <span class="figure">{[text(row.old_amount), text(row.new_amount)].filter(Boolean).join(' → ')}</span> {Number.isFinite(number(row.ratio)) && <span class="faint">× {writeFigure(number(row.ratio), { share: false, decimals: 2 })}</span>}
                </p>
                <Beside row={row} left="old" right="new" />
              </li>
            ))}
          </ol>
          <Downloads verb="diff" params={question} name="qipan-diff-targets" />
        </>
      )}
    </Wait>
  );
}

export function EditionsView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const documents = useDocuments(said);
  const [older, newer] = [params.old ?? '', params.new ?? ''];
  const ready = older !== '' && newer !== '';
  const part = params.part ?? 'sentences';
  const question: Params = { arg: [older, newer] };
  const suggested = useMemo(() => suggestions(documents), [documents]);
  const choices = [{ value: '', label: words.chooseDocument }, ...documents.map((d) => ({ value: d.id, label: d.label, group: d.region || '—' }))];
  const named = (id: string) => documents.find((d) => d.id === id)?.short ?? id;
  const cell = readCell(params.cell);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{ready ? say('fromTo', { a: named(older), b: named(newer) }) : words.editions}</h1>
          <p class="lead">{words.editionsLead}</p>
        </header>
        <Controls>
          <Select name="old" label={words.oldEdition} value={older} choices={choices} clear={['cell']} />
          <Select name="new" label={words.newEdition} value={newer} choices={choices} clear={['cell']} />
          {ready && (
            <Select
              name="part"
              label={words.show}
              value={part}
              clear={['cell', 'state']}
              choices={[
                { value: 'sentences', label: words.sentencesChanged },
                { value: 'codes', label: words.codesChanged },
                { value: 'targets', label: words.targetsChanged },
              ]}
            />
          )}
        </Controls>
        {!ready ? (
          suggested.length === 0 ? (
            <p class="empty">{words.chooseTwoDocuments}</p>
          ) : (
            <>
              <h2>{words.suggested}</h2>
              <ul class="plain-list">
                {suggested.slice(0, 60).map(([a, b]) => (
                  <li key={`${a.id} ${b.id}`}>
                    <a href={linkTo('editions', { old: a.id, new: b.id })}>{`${b.region || b.document}: ${a.label} → ${b.label}`}</a>
                  </li>
                ))}
              </ul>
            </>
          )
        ) : part === 'codes' ? (
          <Codes question={question} by={params.by ?? 'field'} sides={[older, newer]} />
        ) : part === 'targets' ? (
          <Targets question={question} />
        ) : (
          <Sentences key={`${older} ${newer} ${params.state}`} question={question} state={params.state ?? ''} />
        )}
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={named(cell.region)} filters={{}} question={{ document: cell.region, code: cell.code, orientation: 'any' }} showRegion={false} />}
    </div>
  );
}
