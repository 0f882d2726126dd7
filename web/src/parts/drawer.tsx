// The sentences behind a figure. It opens beside every view; its address is part of the view's, so
// a link to a cell is a link to its sentences, and the back button closes it.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { correct, mayWrite, number, text, useAnswer, useMenu, type Params, type Row } from '../api';
import { change, linkTo } from '../route';
import { useSpeech, type Speech } from '../words';
import { Adding, LastAdded, sentenceKey, whoJudges } from './adding';
import { Wait } from './asked';
import { Downloads } from './download';
import { Marked, readMarks } from './sentence';

/** What a CSL processor needs of one document. */
function cslOf(row: Row): unknown {
  const date = text(row.date)
    .split('-')
    .map(Number)
    .filter((part) => part > 0);
  return {
    id: text(row.document),
    type: 'report',
    title: text(row.title) || text(row.document),
    author: [{ literal: text(row.region) }],
    ...(date.length > 0 ? { issued: { 'date-parts': [date] } } : {}),
    locator: `${row.start}-${row.end}`,
    note: text(row.text),
  };
}

function plainCitation(row: Row, speech: Speech): string {
  const where = [speech.of(row, 'region'), text(row.title) || text(row.document), text(row.date)].filter(Boolean).join(speech.language === 'zh' ? '，' : ', ');
  return speech.language === 'zh'
    ? `“${text(row.text)}”（${where}，字节 ${row.start}–${row.end}）`
    : `“${text(row.text)}” (${where}, bytes ${row.start}–${row.end})`;
}

export function Copy(props: { label: string; text: () => string }) {
  const { words } = useSpeech();
  const [done, set] = useState(false);
  return (
    <button
      type="button"
      class="link"
      onClick={() =>
        void navigator.clipboard.writeText(props.text()).then(() => {
          set(true);
          setTimeout(() => set(false), 1500);
        })
      }
    >
      {done ? words.copied : props.label}
    </button>
  );
}

export function commitmentWord(speech: Speech, word: string): string {
  const words: Record<string, string> = {
    none: speech.words.commitmentNone,
    explore: speech.words.commitmentExplore,
    promote: speech.words.commitmentPromote,
    build: speech.words.commitmentBuild,
    target: speech.words.commitmentTarget,
  };
  return words[word] ?? word;
}

function actorWord(speech: Speech, word: string): string {
  const words: Record<string, string> = { own: speech.words.actorOwn, other: speech.words.actorOther, centre: speech.words.actorCentre };
  return words[word] ?? word;
}

/** Whose a sentence is; docs/reuse.md says how that is decided. */
export function reuseWord(speech: Speech, word: string): string {
  const words: Record<string, string> = {
    above: speech.words.reuseAbove,
    stock: speech.words.reuseStock,
    sibling: speech.words.reuseSibling,
    own_edition: speech.words.reuseOwnEdition,
    same_time: speech.words.reuseSameTime,
    first: speech.words.reuseFirst,
    none: speech.words.reuseNone,
    copied: speech.words.reuseCopied,
    indirect: speech.words.reuseIndirect,
    common_source: speech.words.reuseCommonSource,
  };
  return words[word] ?? word;
}

export function orientationWord(speech: Speech, word: string): string {
  const words: Record<string, string> = { plan: speech.words.plan, review: speech.words.review, present: speech.words.present };
  return words[word] ?? word;
}

export function judge(said: Speech, verdict: string, id: string, code: string): void {
  const who = whoJudges(said.words.whoJudges);
  if (who) correct([verdict, id, code], { who }).catch((error: Error) => alert(error.message));
}

/** One or two buttons for each code that was found in the sentence. */
function Judge(props: { row: Row }) {
  const said = useSpeech();
  const { words } = said;
  const verbs = useMenu();
  if (!mayWrite || !verbs.some((v) => v.name === 'sample')) return null;
  const marks = readMarks(text(props.row.marks));
  const codes = [...new Set(marks.map((m) => m.code))].filter(Boolean);
  const id = text(props.row.id);
  return (
    <details class="judge">
      <summary>{words.correct}</summary>
      <ul>
        {codes.map((code) => {
          const state = marks.find((m) => m.code === code)?.state;
          return (
            <li key={code}>
              <span>{code}</span>
              {state === 'confirmed' && <span class="tag">{words.confirmed}</span>}
              <button type="button" onClick={() => judge(said, 'confirm', id, code)}>
                ✓ {words.confirm}
              </button>
              <button type="button" onClick={() => judge(said, 'reject', id, code)}>
                ✗ {words.reject}
              </button>
            </li>
          );
        })}
      </ul>
    </details>
  );
}

export function EvidenceItem(props: { row: Row; showRegion: boolean }) {
  const { row } = props;
  const said = useSpeech();
  const { words, say } = said;
  const commitment = text(row.commitment);
  const actor = text(row.actor);
  const [adding, setAdding] = useState(false);
  const place = useRef<HTMLLIElement>(null);
  return (
    <li class="sentence" ref={place} tabIndex={-1}>
      <blockquote lang="zh">
        <Marked text={text(row.text)} marks={readMarks(text(row.marks))} />
      </blockquote>
      <p class="where">
        {props.showRegion && <b>{said.of(row, 'region')} </b>}
        <a href={linkTo('document', { id: text(row.document), at: text(row.id) })}>{text(row.title) || text(row.document)}</a>
        {text(row.date) && <span> · {text(row.date)}</span>}
      </p>
      <p class="how">
        <span class={`tag ${text(row.orientation)}`} title={`${words.rule}: ${text(row.rule)}`}>
          {orientationWord(said, text(row.orientation))}
        </span>
        {commitment && commitment !== 'none' && <span class="tag" title={words.commitment}>{commitmentWord(said, commitment)}</span>}
        {text(row.reuse) && (
          <span class="tag copied" title={words.reuseShare}>
            {reuseWord(said, text(row.reuse))}
            {number(row.reuse_share) < 0.995 ? ` ${Math.round(number(row.reuse_share) * 100)} %` : ''}
          </span>
        )}
        {actor && actor !== 'own' && <span class="tag" title={words.actor}>{actorWord(said, actor)}</span>}
        <span class="faint">
          id {text(row.id)} · {say('offsets', { start: number(row.start), end: number(row.end) })}
          {text(row.rule) && ` · ${words.rule} ${text(row.rule)}`}
        </span>
      </p>
      <p class="how">
        <span class="faint codes" title={words.fired}>{text(row.codes)}</span>
      </p>
      {text(row.reuse_source) && (
        <p class="how faint">
          {words.firstIn} <a href={linkTo('reuse', { a: text(row.reuse_source), b: text(row.document) })}>{text(row.reuse_source)}</a>
        </p>
      )}
      <p class="acts">
        <a href={linkTo('document', { id: text(row.document), at: text(row.id) })}>{words.openInDocument}</a>
        <Copy label={words.citePlain} text={() => plainCitation(row, said)} />
        <Copy label={words.citeJson} text={() => JSON.stringify([cslOf(row)], null, 1)} />
        {mayWrite && (
          <button type="button" class="link add-code" onClick={() => setAdding(true)}>
            + {words.addCode} (a)
          </button>
        )}
      </p>
      {adding && (
        <Adding
          passage={text(row.id)}
          close={() => {
            setAdding(false);
            (place.current?.closest<HTMLElement>('.judging > li') ?? place.current)?.focus();
          }}
        />
      )}
      <Judge row={row} />
    </li>
  );
}

export interface Cell {
  region: string;
  code: string;
  ids?: string; // these sentences instead
}
/** "REGION~CODE" in the address, either may be empty; or "~ID,ID~". */
export const writeCell = (cell: Cell): string => (cell.ids ? `~${cell.ids}~` : `${cell.region}~${cell.code}`);
export function readCell(word: string | undefined): Cell | undefined {
  if (!word) return undefined;
  if (/^~[\d,]+~$/.test(word)) return { region: '', code: '', ids: word.slice(1, -1) };
  const at = word.lastIndexOf('~');
  return at < 0 ? undefined : { region: word.slice(0, at), code: word.slice(at + 1) };
}

export function evidenceParams(cell: Cell, filters: Params): Params {
  return cell.ids ? { id: cell.ids } : { region: cell.region, code: cell.code, ...filters };
}

export function Drawer(props: { cell: Cell; title: string; subtitle?: string; absent?: boolean; filters: Params; question?: Params | null; lead?: ComponentChildren; showRegion?: boolean }) {
  const { words, say } = useSpeech();
  const [limit, setLimit] = useState(30);
  const panel = useRef<HTMLElement>(null);
  // null: it is known that there is none
  const params = props.question ?? evidenceParams(props.cell, props.filters);
  const asked = useAnswer(props.question === null ? null : 'evidence', { ...params, limit });
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    panel.current?.focus({ preventScroll: true });
    return () => (before.current as HTMLElement | null)?.focus?.({ preventScroll: true });
  }, []);
  useEffect(() => setLimit(30), [props.cell.region, props.cell.code]);
  const close = () => change({ cell: undefined });
  return (
    <aside
      class="drawer"
      ref={panel}
      tabIndex={-1}
      role="region"
      aria-label={words.evidence}
      onKeyDown={(event) => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          close();
        } else if (mayWrite) sentenceKey(event, [...(panel.current?.querySelectorAll<HTMLElement>('.sentence') ?? [])], (sentence) => sentence.querySelector<HTMLElement>('.add-code')?.click());
      }}
    >
      <header>
        <div>
          <h2>{props.title}</h2>
          {props.subtitle && <p class="faint">{props.subtitle}</p>}
        </div>
        <button type="button" class="close" onClick={close} aria-label={words.close} title={`${words.close} (Esc)`}>
          ×
        </button>
      </header>
      {props.lead}
      <LastAdded />
      {props.question === null && <p class="empty">{props.absent ? words.noSentencesAbsent : words.noSentencesZero}</p>}
      {props.question !== null && <Wait asked={asked}>
        {(answer) => (
          <>
            <p class="count">
              {answer.rows.length < limit ? say('evidenceCount', { n: answer.rows.length }) : say('evidenceSome', { n: answer.rows.length, total: '…' })}
              <Downloads verb="evidence" params={{ ...params, limit: 0 }} />
            </p>
            {answer.rows.length === 0 && <p class="empty">{props.absent ? words.noSentencesAbsent : words.noSentencesZero}</p>}
            <ol>
              {answer.rows.map((row) => (
                <EvidenceItem key={text(row.id)} row={row} showRegion={props.showRegion ?? props.cell.region === ''} />
              ))}
            </ol>
            {answer.rows.length >= limit && (
              <button type="button" onClick={() => setLimit(limit * 4)}>
                {words.more}
              </button>
            )}
          </>
        )}
      </Wait>}
      <footer>
        {props.cell.region && !props.question && <a href={linkTo('region', { region: props.cell.region })}>{words.regionPage} →</a>}
        {props.cell.code && <a href={linkTo('field', { code: props.cell.code })}>{words.fieldPage} →</a>}
      </footer>
    </aside>
  );
}
