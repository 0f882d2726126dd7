// One document as it was read: mentions marked, furniture grey, the sentence that a link named
// brought into view.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { mayWrite, text, useAnswer, type Row } from '../api';
import { Adding, LastAdded, sentenceKey } from '../parts/adding';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { orientationWord } from '../parts/drawer';
import { Marked, readMarks, type Mark } from '../parts/sentence';
import { change, type Route } from '../route';
import { useCodes } from '../scheme';
import { useSpeech } from '../words';

interface Block {
  kind: string;
  furniture: boolean;
  level: number;
  rows: Row[];
}

function blocksOf(rows: Row[]): Block[] {
  const blocks: Block[] = [];
  let last: unknown = null;
  for (const row of rows) {
    if (row.block !== last || blocks.length === 0) {
      blocks.push({ kind: text(row.kind), furniture: text(row.kind) === 'furniture' || (row.furniture !== 'body' && row.furniture !== null && text(row.furniture) !== ''), level: Number(row.level) || 0, rows: [] });
      last = row.block;
    }
    blocks[blocks.length - 1].rows.push(row);
  }
  return blocks;
}

/** Only http and https lead out of the page; anything else is shown as text. */
function Source(props: { address: string }) {
  return /^https?:\/\//i.test(props.address) ? (
    <a href={props.address} rel="noopener noreferrer" target="_blank">
      {props.address}
    </a>
  ) : (
    <span>{props.address}</span>
  );
}

export function DocumentView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const id = params.id ?? '';
  const asked = useAnswer(id ? 'document' : null, { arg: id });
  const documents = useAnswer('status', { documents: true });
  const codes = useCodes(said);
  const body = useRef<HTMLElement>(null);
  const meta = documents.answer?.rows.find((row) => row.document === id && row.current === true);
  const blocks = useMemo(() => blocksOf(asked.answer?.rows ?? []), [asked.answer]);
  const wanted = (mark: Mark) => !params.code || mark.code === params.code || mark.code.startsWith(params.code + '.');
  const found = useMemo(() => [...new Set((asked.answer?.rows ?? []).flatMap((row) => readMarks(text(row.marks)).map((m) => m.code)))].sort(), [asked.answer]);
  useEffect(() => {
    if (params.at) body.current?.querySelector(`[data-id="${CSS.escape(params.at)}"]`)?.scrollIntoView({ block: 'center' });
  }, [asked.answer, params.at]);
  const step = (forward: boolean) => {
    const marked = [...(body.current?.querySelectorAll<HTMLElement>('[data-id]:has(mark)') ?? [])];
    const now = marked.findIndex((e) => e.dataset.id === params.at);
    const next = marked[now < 0 ? 0 : (now + (forward ? 1 : marked.length - 1)) % marked.length];
    if (next) change({ at: next.dataset.id }, true);
  };
  const [adding, setAdding] = useState<HTMLElement | null>(null);
  const sentences = () => [...(body.current?.querySelectorAll<HTMLElement>('[data-id]') ?? [])];
  const first = (asked.answer?.rows ?? []).find((row) => row.id !== null);
  return (
    <section class="main reading" onKeyDown={(event) => mayWrite && sentenceKey(event, sentences(), setAdding)}>
      <header class="head">
        <h1 lang="zh">{text(meta?.title) || id}</h1>
        <p class="lead">
          {[text(meta?.region), text(meta?.date), text(meta?.kind)].filter(Boolean).join(' · ')}
          {meta && <span class="faint"> · {say('sentenceCount', { n: text(meta.sentences) })}</span>}
        </p>
        {meta && text(meta.source) && (
          <p class="faint source">
            {words.source}: <Source address={text(meta.source)} />
          </p>
        )}
      </header>
      <Controls>
        <Select name="code" label={words.mentionsOf} value={params.code ?? ''} choices={[{ value: '', label: words.allMentions }, ...found.map((name) => ({ value: name, label: codes.find((c) => c.name === name)?.label ?? name, group: codes.find((c) => c.name === name.split('.')[0])?.label ?? '' }))]} />
        <div class="control buttons">
          <button type="button" onClick={() => step(false)}>
            ↑ {words.previousMention}
          </button>
          <button type="button" onClick={() => step(true)}>
            ↓ {words.nextMention}
          </button>
        </div>
        <p class="faint">
          {words.furnitureShown}
          {mayWrite && ` ${words.documentKeys}`}
        </p>
      </Controls>
      <Wait asked={asked}>
        {() => (
          <>
            <article ref={body} class="text" lang="zh">
              {blocks.map((block, i) => {
                const content = block.rows.map((row) => (
                  <span key={`${row.start}`} data-id={row.id === null ? undefined : text(row.id)} tabIndex={row.id === null ? undefined : row === first || text(row.id) === params.at ? 0 : -1} class={params.at && text(row.id) === params.at ? 'here' : ''} title={row.orientation ? `${orientationWord(said, text(row.orientation))} · ${text(row.rule)}` : undefined}>
                    <Marked text={text(row.text)} marks={readMarks(text(row.marks)).filter(wanted)} />
                  </span>
                ));
                if (block.furniture)
                  return (
                    <p key={i} class="furniture" title={text(block.rows[0].furniture)}>
                      {content}
                    </p>
                  );
                if (block.kind === 'heading')
                  return (
                    <h2 key={i} class={`level${Math.min(block.level, 4)}`}>
                      {content}
                    </h2>
                  );
                return <p key={i}>{content}</p>;
              })}
            </article>
            <div class="adding-bar">
              <LastAdded />
              {adding && (
                <Adding
                  key={adding.dataset.id}
                  passage={adding.dataset.id!}
                  sentence={adding.textContent?.slice(0, 90)}
                  close={() => {
                    setAdding(null);
                    adding.focus();
                  }}
                />
              )}
            </div>
            <Downloads verb="document" params={{ arg: id }} name={`qipan-${id}`} />
          </>
        )}
      </Wait>
    </section>
  );
}
