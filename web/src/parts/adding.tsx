// A code that the program missed is added to a sentence by keyboard: a few letters of its name in
// either language, arrows, Enter. What was added last can be taken back at once.
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { correct, text, type Row } from '../api';
import { useCodes, type Code } from '../scheme';
import { useSpeech } from '../words';

const MOST_OFFERED = 8;

/** Codes whose name or label holds what was typed; those that begin with it first. */
function offered(codes: Code[], typed: string): Code[] {
  const wanted = typed.trim().toLowerCase();
  const rank = (code: Code): number => {
    const names = [code.label.toLowerCase(), code.other.toLowerCase(), code.name.toLowerCase(), code.name.slice(code.name.lastIndexOf('.') + 1).toLowerCase()];
    return names.some((name) => name.startsWith(wanted)) ? 0 : names.some((name) => name.includes(wanted)) ? 1 : 2;
  };
  return codes
    .map((code, i) => ({ code, i, rank: code.level > 1 ? rank(code) : 2 }))
    .filter((one) => one.rank < 2)
    .sort((a, b) => a.rank - b.rank || a.i - b.i)
    .slice(0, MOST_OFFERED)
    .map((one) => one.code);
}

/** Whoever judges gives a name once; the browser remembers it. Empty: nobody wants to. */
export function whoJudges(ask: string): string {
  const known = localStorage.getItem('qipan.who') ?? '';
  const who = known || (prompt(ask) ?? '').trim();
  if (who) localStorage.setItem('qipan.who', who);
  return who;
}

let last: Row | null = null; // what was added last

function LastAdded() {
  const { words, say } = useSpeech();
  const [row, set] = useState<Row | null>(null);
  useEffect(() => {
    const listen = () => set(last);
    addEventListener('qipan-added', listen);
    return () => removeEventListener('qipan-added', listen);
  }, []);
  return (
    <div class="added" role="status">
      {row && (
        <>
          <span>{say('codeAdded', { code: text(row.code), id: text(row.passage) })}</span>
          <button type="button" class="link" onClick={undoLast}>
            {words.undo} (u)
          </button>
        </>
      )}
    </div>
  );
}

function tell(row: Row | null): void {
  last = row;
  dispatchEvent(new Event('qipan-added'));
}

function undoLast(): void {
  if (!last) return;
  const number = text(last.id);
  tell(null);
  correct(['undo', number], { who: localStorage.getItem('qipan.who') ?? '' }).catch((error: Error) => alert(error.message));
}

/** The line in which the code is typed. close: give the focus back to the sentence. */
export function Adding(props: { passage: string; sentence?: string; close: () => void }) {
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [error, setError] = useState('');
  const box = useRef<HTMLInputElement>(null);
  const choices = useMemo(() => offered(codes, typed), [codes, typed]);
  useLayoutEffect(() => box.current?.focus(), []); // before the next key
  const add = (code: Code | undefined) => {
    const who = code && whoJudges(words.whoJudges);
    if (!code || !who) return;
    correct(['add', props.passage, code.name], { who }).then(
      (answer) => {
        tell(answer.rows[answer.rows.length - 1] ?? null);
        props.close();
      },
      (refused: Error) => setError(refused.message),
    );
  };
  const key = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') props.close();
    else if (event.key === 'Enter' && !event.isComposing) add(choices[at]);
    else if (event.key === 'ArrowDown') setAt(Math.min(choices.length - 1, at + 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(0, at - 1));
    else return;
    event.preventDefault();
  };
  const list = `codes-for-${props.passage}`;
  return (
    <div class="adding" onKeyDown={key}>
      {props.sentence && <p class="faint">{props.sentence}</p>}
      <input
        ref={box}
        type="search"
        role="combobox"
        list={undefined}
        aria-expanded={choices.length > 0}
        aria-controls={list}
        aria-autocomplete="list"
        aria-activedescendant={choices[at] ? `${list}-${at}` : undefined}
        aria-label={words.addCode}
        placeholder={words.addCodeHint}
        value={typed}
        onInput={(event) => {
          setTyped(event.currentTarget.value);
          setAt(0);
          setError('');
        }}
      />
      <ul id={list} role="listbox" aria-label={words.addCode}>
        {choices.map((code, i) => (
          <li key={code.name} id={`${list}-${i}`} role="option" aria-selected={i === at} onClick={() => add(code)}>
            {code.label} <span class="faint">{code.name}</span>
          </li>
        ))}
      </ul>
      {error && <p role="alert">{error}</p>}
    </div>
  );
}

/**
 * Keys on a list of sentences: j and k go on and back, a adds a code (through the sentence's own
 * button), u takes the last one back. True: the key was one of them.
 */
export function sentenceKey(event: KeyboardEvent, sentences: HTMLElement[], add: (sentence: HTMLElement) => void): boolean {
  const target = event.target as HTMLElement;
  if (/^(input|select|textarea)$/i.test(target.tagName) || event.ctrlKey || event.metaKey || event.altKey) return false;
  const now = sentences.findIndex((sentence) => sentence.contains(target));
  if (event.key === 'j' || event.key === 'k') sentences[Math.max(0, Math.min(sentences.length - 1, now + (event.key === 'j' ? 1 : -1)))]?.focus();
  else if (event.key === 'a' && now >= 0) add(sentences[now]);
  else if (event.key === 'u' && last) undoLast();
  else return false;
  event.preventDefault();
  return true;
}

export { LastAdded };
