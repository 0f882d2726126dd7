// Keyword in context.
import { useEffect, useRef, useState } from 'preact/hooks';
import { number, text, useAnswer, type Params } from '../api';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { orientationWord } from '../parts/drawer';
import { cutByMarks, readMarks } from '../parts/sentence';
import { change, linkTo, type Route } from '../route';
import { orientationChoices } from '../scheme';
import { useSpeech } from '../words';

const PAGE = 50;

export function SearchView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const [query, setQuery] = useState(params.q ?? '');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => setQuery(params.q ?? ''), [params.q]);
  useEffect(() => input.current?.focus(), []);
  const skip = Number(params.skip ?? 0) || 0;
  const question: Params = { arg: params.q, within: params.within, orientation: params.orientation ?? 'any' };
  const asked = useAnswer(params.q ? 'search' : null, { ...question, limit: PAGE + 1, skip });
  return (
    <section class="main">
      <header class="head">
        <h1>{words.search}</h1>
        <p class="lead">{words.searchLead}</p>
      </header>
      <form
        class="searching"
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          change({ q: query.trim(), skip: undefined });
        }}
      >
        <label class="unseen" for="query">
          {words.query}
        </label>
        <input id="query" ref={input} type="search" value={query} onInput={(event) => setQuery((event.currentTarget as HTMLInputElement).value)} autocomplete="off" spellcheck={false} />
        <button type="submit" class="main-act">
          {words.run}
        </button>
      </form>
      <p class="faint hint">{words.queryHint}</p>
      <Controls>
        <Select
          name="within"
          label={words.within}
          value={params.within ?? 'paragraph'}
          clear={['skip']}
          choices={[
            { value: 'paragraph', label: words.paragraph },
            { value: 'sentence', label: words.sentence },
            { value: 'document', label: words.wholeDocument },
          ]}
        />
        <Select name="orientation" label={words.orientation} value={params.orientation ?? 'any'} choices={orientationChoices(said)} clear={['skip']} />
      </Controls>
      {params.q && (
        <Wait asked={asked}>
          {(answer) =>
            answer.rows.length === 0 ? (
              <p class="empty">{words.noHits}</p>
            ) : (
              <>
                <ol class="kwic" start={skip + 1}>
                  {answer.rows.slice(0, PAGE).map((row) => {
                    const pieces = cutByMarks(text(row.text), readMarks(text(row.marks)));
                    const first = Math.max(0, pieces.findIndex((p) => p.marks.length > 0));
                    const rest = pieces.slice(first + 1);
                    return (
                      <li key={text(row.id)}>
                        <span class="place">
                          <b>{said.of(row, 'region')}</b>
                          <a href={linkTo('document', { id: text(row.document), at: text(row.id) })}>{text(row.date) || text(row.document)}</a>
                          <span class={`tag ${text(row.orientation)}`}>{orientationWord(said, text(row.orientation))}</span>
                        </span>
                        <span class="context" lang="zh">
                          <span class="left">
                            <bdi>
                              {pieces
                                .slice(0, first)
                                .map((p) => p.text)
                                .join('')}
                            </bdi>
                          </span>
                          <mark>{pieces[first]?.text}</mark>
                          <span class="right">{rest.map((p) => (p.marks.length > 0 ? <mark>{p.text}</mark> : p.text))}</span>
                        </span>
                      </li>
                    );
                  })}
                </ol>
                <div class="below">
                  {skip > 0 && (
                    <button type="button" onClick={() => change({ skip: skip > PAGE ? String(skip - PAGE) : undefined })}>
                      {words.previous}
                    </button>
                  )}
                  {answer.rows.length > PAGE && (
                    <button type="button" onClick={() => change({ skip: String(skip + PAGE) })}>
                      {words.next}
                    </button>
                  )}
                  <span class="faint">{say('hitsFound', { n: `${skip + 1}–${skip + Math.min(PAGE, number(answer.rows.length))}` })}</span>
                  <Downloads verb="search" params={{ ...question, limit: 0 }} />
                </div>
              </>
            )
          }
        </Wait>
      )}
    </section>
  );
}
