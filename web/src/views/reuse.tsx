// What was copied from where: who holds whose text, pairs of documents with direction, and two
// documents side by side.
import { useMemo, useRef } from 'preact/hooks';
import { number, text, useAnswer, type Params, type Row } from '../api';
import { chooseFigure, writeFigure } from '../figures';
import { Wait } from '../parts/asked';
import { Controls, Select, Toggle } from '../parts/controls';
import { Downloads } from '../parts/download';
import { reuseWord } from '../parts/drawer';
import { Beside } from '../parts/edits';
import { Matrix } from '../parts/matrix';
import { Table } from '../parts/table';
import { change, linkTo, type Route } from '../route';
import { useDocuments, type DocumentChoice } from '../scheme';
import { useSpeech } from '../words';

const MOST_DRAWN = 120;

function SideBySide(props: { a: string; b: string }) {
  const said = useSpeech();
  const { words, say } = said;
  const question: Params = { pair: true, arg: [props.a, props.b] };
  const asked = useAnswer('reuse', question);
  return (
    <Wait asked={asked}>
      {(answer) => (
        <>
          <p class="count">
            {say('sharedPassages', { n: answer.rows.length })} <span class="faint">{words.editsNote}</span>
          </p>
          <div class="edits heading">
            <a href={linkTo('document', { id: props.a })}>{props.a}</a>
            <a href={linkTo('document', { id: props.b })}>{props.b}</a>
          </div>
          {answer.rows.length === 0 && <p class="empty">{words.nothingShared}</p>}
          <ol class="passages">
            {answer.rows.map((row, i) => (
              <li key={i}>
                <p class="how">
                  <span class="tag">{reuseWord(said, text(row.whose))}</span>
                  <span class="faint">
                    {words.identical} {writeFigure(number(row.identity), { share: true, decimals: 0 }, true)} · {say('offsets', { start: number(row.a_start), end: number(row.a_end) })} / {say('offsets', { start: number(row.b_start), end: number(row.b_end) })}
                  </span>
                </p>
                <Beside row={row} left="a" right="b" />
              </li>
            ))}
          </ol>
          <Downloads verb="reuse" params={question} name="qipan-reuse-pair" />
        </>
      )}
    </Wait>
  );
}

function choicesOf(documents: DocumentChoice[], none: string) {
  return [{ value: '', label: none }, ...documents.filter((d) => d.current).map((d) => ({ value: d.id, label: d.label, group: d.region || '—' }))];
}

export function ReuseView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const documents = useDocuments(said);
  const picture = useRef<SVGSVGElement>(null);
  const [a, b] = [params.a ?? '', params.b ?? ''];
  const both = a !== '' && b !== '';
  const matrix = useAnswer(both ? null : 'reuse', { matrix: true });
  const pairs = useAnswer(both ? null : 'reuse', { limit: 0 });
  const clusters = useAnswer(!both && params.clusters === '1' ? 'reuse' : null, { clusters: true, limit: 20 });
  const grid = useMemo(() => {
    const rows = matrix.answer?.rows ?? [];
    const keys = [...new Set(rows.map((row) => text(row.region)))];
    const at = new Map(keys.map((key, i) => [key, i]));
    const cells: (Row | undefined)[][] = keys.map(() => []);
    for (const row of rows) {
      const [r, c] = [at.get(text(row.region)), at.get(text(row.other))];
      if (r !== undefined && c !== undefined) cells[r][c] = row;
    }
    return { keys, names: keys.map((key) => said.of(rows[rows.findIndex((row) => row.region === key)], 'region')), cells };
  }, [matrix.answer, said.language]);
  const value = useMemo(() => (r: number, c: number) => number(grid.cells[r]?.[c]?.share), [grid]);
  const shares = grid.cells.flat().map((row) => number(row?.share)).filter(Number.isFinite);
  const figure = chooseFigure('share', shares);
  const ofPair = (row: Row, one: string, other: string) => (row.earlier_region === one && row.later_region === other) || (row.earlier_region === other && row.later_region === one);
  const listed = (pairs.answer?.rows ?? []).filter((row) => !params.ra || ofPair(row, params.ra, params.rb ?? ''));
  const openRegions = (one: string, other: string) => {
    const known = (pairs.answer?.rows ?? []).filter((row) => ofPair(row, one, other));
    if (known.length === 1) change({ a: text(known[0].earlier), b: text(known[0].later) });
    else change({ ra: one, rb: other });
  };
  const pairLink = (row: Row) => linkTo('reuse', { a: text(row.earlier), b: text(row.later) });
  const named = (id: string) => documents.find((d) => d.id === id)?.short ?? id;
  return (
    <section class="main">
      <header class="head">
        <h1>{both ? say('aAndB', { a: named(a), b: named(b) }) : words.reuse}</h1>
        <p class="lead">{words.reuseLead}</p>
      </header>
      <Controls>
        <Select name="a" label={words.firstSide} value={a} choices={choicesOf(documents, words.chooseDocument)} />
        <Select name="b" label={words.secondSide} value={b} choices={choicesOf(documents, words.chooseDocument)} />
        {!both && <Toggle name="clusters" label={words.clusters} on={params.clusters === '1'} />}
        {(both || params.ra) && (
          <button type="button" onClick={() => change({ a: undefined, b: undefined, ra: undefined, rb: undefined })}>
            ← {words.allPairs}
          </button>
        )}
      </Controls>
      {both ? (
        <SideBySide a={a} b={b} />
      ) : (
        <>
          <h2>{words.whoCopies}</h2>
          <p class="faint">{words.whoCopiesNote}</p>
          <Wait asked={matrix}>
            {() =>
              grid.keys.length > MOST_DRAWN ? (
                <p class="empty">{say('tooManyToDraw', { n: grid.keys.length, most: MOST_DRAWN })}</p>
              ) : (
                <>
                  <Matrix
                    names={grid.names}
                    value={value}
                    figure={figure}
                    label={words.whoCopies}
                    picture={picture}
                    version={grid}
                    describe={(r, c) => {
                      const row = grid.cells[r]?.[c];
                      return r === c || !row ? grid.names[r] : `${say('textStandsIn', { region: grid.names[r], share: writeFigure(number(row.share), figure, true), other: grid.names[c] })}${number(row.undecided_bytes) > 0 ? ` · ${say('undecided', { n: Math.round((100 * number(row.undecided_bytes)) / Math.max(1, number(row.shared_bytes))) })}` : ''}`;
                    }}
                    onOpen={(r, c) => r !== c && openRegions(grid.keys[r], grid.keys[c])}
                  />
                  <div class="below">
                    <Downloads verb="reuse" params={{ matrix: true }} picture={() => picture.current} name="qipan-reuse-matrix" />
                  </div>
                </>
              )
            }
          </Wait>
          {params.clusters === '1' && (
            <>
              <h2>{words.clusters}</h2>
              <Wait asked={clusters}>
                {(answer) => {
                  const groups = [...new Set(answer.rows.map((row) => number(row.cluster)))];
                  return (
                    <>
                      {groups.map((group) => {
                        const own = answer.rows.filter((row) => row.cluster === group);
                        return (
                          <details key={group} class="cluster">
                            <summary>
                              <b>{say('inDocuments', { n: number(own[0].documents) })}</b> {text(own[0].text)}
                            </summary>
                            <ul>
                              {own.map((row, i) => (
                                <li key={i}>
                                  <a href={linkTo('document', { id: text(row.document) })}>{said.of(row, 'region') || text(row.document)}</a> <span class="faint">{text(row.date)} · {reuseWord(said, text(row.whose))}</span> {text(row.text)}
                                </li>
                              ))}
                            </ul>
                          </details>
                        );
                      })}
                      <Downloads verb="reuse" params={{ clusters: true, limit: 20 }} name="qipan-clusters" />
                    </>
                  );
                }}
              </Wait>
            </>
          )}
          <h2>
            {words.documentPairs} <small>{params.ra && `${params.ra} – ${params.rb}`}</small>
          </h2>
          <Wait asked={pairs}>
            {() => (
              <>
                <p class="faint">{words.documentPairsNote}</p>
                {listed.length === 0 ? (
                  <p class="empty">{words.nothingShared}</p>
                ) : (
                  <Table
                    label={words.documentPairs}
                    rows={listed}
                    limit={params.all === '1' ? 2000 : 40}
                    columns={[
                      { name: 'earlier', label: words.earlier, show: (row) => <a href={pairLink(row)}>{`${said.of(row, 'earlier_region')} ${text(row.earlier)}`}</a> },
                      { name: 'earlier_date', label: words.date },
                      { name: 'later', label: words.later, show: (row) => `${said.of(row, 'later_region')} ${text(row.later)}` },
                      { name: 'later_date', label: words.date },
                      { name: 'relation', label: words.relation, show: (row) => `${reuseWord(said, text(row.relation))}${text(row.why) === 'same_time' ? ` · ${words.reuseSameTime}` : ''}` },
                      { name: 'passages', label: words.passages, numeric: true },
                      { name: 'share', label: words.shareOfLater, numeric: true, show: (row) => writeFigure(number(row.share), { share: true, decimals: 1 }, true) },
                      { name: 'identity', label: words.identical, numeric: true, show: (row) => writeFigure(number(row.identity), { share: true, decimals: 0 }, true) },
                    ]}
                  />
                )}
                <div class="below">
                  {listed.length > 40 && params.all !== '1' && (
                    <button type="button" class="link" onClick={() => change({ all: '1' })}>
                      {words.more} ({listed.length - 40})
                    </button>
                  )}
                  <Downloads verb="reuse" params={{ limit: 0 }} name="qipan-reuse" />
                </div>
              </>
            )}
          </Wait>
        </>
      )}
    </section>
  );
}
