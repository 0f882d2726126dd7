// Questions to the command table. An answer is kept for the life of the page under its address;
// the server's ETag makes asking again after a reload cheap.
import { useEffect, useState } from 'preact/hooks';

export type Cell = string | number | boolean | null | number[];
export type Row = Record<string, Cell>;
export interface Column {
  name: string;
  unit: string;
  definition: string;
}
export interface Problem {
  severity: string;
  place: string;
  line?: number;
  problem?: string;
  what?: string;
}
export interface Answer {
  qipan: string;
  command: string;
  params: Record<string, string | number>;
  manifest: Record<string, string | number>;
  columns: Column[];
  rows: Row[];
  problems?: Problem[];
}
export interface Progress {
  phase: string;
  unit: string;
  done: number;
  total: number;
}
export type Params = Record<string, string | number | boolean | undefined | string[]>;

/** The address of a question; also what a download link points to. */
export function addressOf(verb: string, params: Params): string {
  const query = new URLSearchParams();
  for (const name of Object.keys(params).sort()) {
    const value = params[name];
    if (value === undefined || value === '' || value === false) continue;
    for (const one of Array.isArray(value) ? value : [value]) query.append(name, String(one));
  }
  const text = query.toString();
  return `api/${verb}${text ? '?' + text : ''}`;
}

export class Refused extends Error {
  constructor(
    message: string,
    public problems: Row[] = [],
  ) {
    super(message);
  }
}

const kept = new Map<string, Promise<Answer>>();
const token = document.querySelector<HTMLMetaElement>('meta[name=qipan-token]')?.content ?? '';
let asked = 0;
const LONG = 2000; // ms: what was asked longer ago than this is stopped when its view is left

export const mayWrite = token !== '';

export function post(path: string, body?: unknown): Promise<Response> {
  return fetch(path, {
    method: 'POST',
    headers: { 'X-Qipan-Token': token, ...(body ? { 'Content-Type': 'application/json' } : {}) },
    body: body ? JSON.stringify(body) : undefined,
  });
}

async function load(address: string, job: string): Promise<Answer> {
  for (let turn = 0; ; turn++) {
    const response = await fetch(address, { headers: { 'X-Qipan-Job': job } });
    if (response.status === 503 && turn < 5) {
      await new Promise((done) => setTimeout(done, 400 * (turn + 1)));
      continue;
    }
    const body = await response.json().catch(() => null);
    if (response.ok && body) return body as Answer;
    throw new Refused(body?.error ? [body.error.place, body.error.message].filter(Boolean).join(': ') : response.statusText, body?.error?.problems);
  }
}

export function ask(verb: string, params: Params = {}, job = `q${++asked}`): Promise<Answer> {
  const address = addressOf(verb, params);
  let answer = kept.get(address);
  if (!answer) {
    answer = load(address, job);
    kept.set(address, answer);
    answer.catch(() => kept.delete(address));
  }
  return answer;
}

export function forgetAnswers(): void {
  kept.clear();
  dispatchEvent(new Event('qipan-written'));
}

/** Counts what was written since the page was loaded: views ask again when it rises. */
function useVersion(): number {
  const [version, set] = useState(0);
  useEffect(() => {
    const listen = () => set((v) => v + 1);
    addEventListener('qipan-written', listen);
    return () => removeEventListener('qipan-written', listen);
  }, []);
  return version;
}

/** A correction, as qipan correct takes it; every figure is asked again afterwards. */
export async function correct(words: string[], options: Params = {}): Promise<Answer> {
  const response = await post(addressOf('correct', { arg: words, ...options }));
  const body = await response.json().catch(() => null);
  if (!response.ok) throw new Refused(body?.error?.message ?? response.statusText);
  if (words[0] !== 'list') forgetAnswers();
  return body as Answer;
}

export interface Asked {
  answer?: Answer;
  error?: string;
  problems?: Row[]; // all mistakes, when tables have some
  progress?: Progress;
  cancel: () => void;
}

/** Asks when verb or params change; keeps the old answer on the screen until the new one is there. */
export function useAnswer(verb: string | null, params: Params = {}): Asked {
  const address = verb === null ? '' : addressOf(verb, params);
  const [state, set] = useState<{ address: string; answer?: Answer; error?: string; problems?: Row[] }>({ address: '' });
  const [progress, setProgress] = useState<Progress>();
  const [job, setJob] = useState('');
  const version = useVersion();
  useEffect(() => {
    if (verb === null) return;
    let alive = true;
    let events: EventSource | undefined;
    const name = `p${Date.now().toString(36)}-${++asked}`;
    const began = Date.now();
    let over = false;
    setJob(name);
    // Only what takes its time is watched.
    const timer = setTimeout(() => {
      events = new EventSource(`events/${name}`);
      events.addEventListener('progress', (event) => alive && setProgress(JSON.parse((event as MessageEvent).data)));
      events.addEventListener('end', () => events?.close());
      events.onerror = () => events?.close();
    }, 500);
    const finish = () => {
      over = true;
      clearTimeout(timer);
      events?.close();
      if (alive) setProgress(undefined);
    };
    ask(verb, params, name).then(
      (answer) => (finish(), alive && set({ address, answer })),
      (error: Error) => (finish(), alive && set({ address, error: error.message, problems: error instanceof Refused ? error.problems : [] })),
    );
    return () => {
      alive = false;
      clearTimeout(timer);
      events?.close();
      // Nobody waits for it any more: the next question shall not wait behind it.
      if (!over && Date.now() - began > LONG) {
        kept.delete(address);
        void post(`cancel/${name}`);
      }
    };
  }, [address, version]);
  return {
    answer: verb === null ? undefined : state.answer,
    error: state.address === address ? state.error : undefined,
    problems: state.problems,
    progress: state.address === address ? undefined : (progress ?? (state.address && address ? { phase: '', unit: '', done: 0, total: 0 } : undefined)),
    cancel: () => void post(`cancel/${job}`),
  };
}

export interface Verb {
  arguments: string;
  name: string;
  summary: string;
  options: { name: string; kind: string; value: string | null; standard: string | null; help: string }[];
}

let menu: Promise<Verb[]> | undefined;
export function askMenu(): Promise<Verb[]> {
  menu ??= fetch('api')
    .then((response) => response.json())
    .then((body) => body.verbs as Verb[]);
  return menu;
}

export function useMenu(): Verb[] {
  const [verbs, set] = useState<Verb[]>([]);
  useEffect(() => void askMenu().then(set, () => set([])), []);
  return verbs;
}

export function hasOption(verbs: Verb[], verb: string, option: string): boolean {
  return verbs.some((v) => v.name === verb && v.options.some((o) => o.name === option));
}

export const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : String(cell));
export const number = (cell: Cell | undefined): number => (typeof cell === 'number' ? cell : NaN);
