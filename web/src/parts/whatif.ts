// What if: changes as the command line writes them, which is also how the address holds them.
import type { Params } from '../api';

/** The options of route that change something; a list has its parts between commas. */
export const lists = ['set', 'scale', 'close', 'limit'] as const;
/** Options with one value. */
export const singles = ['carbon-cap', 'n-1'] as const;
export type Changes = Record<string, string | undefined>;

/** A kind of change: which option, what stands before the name, what may be named, and whether a value follows. */
export interface Kind {
  id: string;
  option: (typeof lists)[number] | (typeof singles)[number];
  what: string;
  of: ('site' | 'class' | 'region' | 'build')[];
  all: boolean; // may stand without a name
  sign: '=' | '×' | '';
}

export const kinds: Kind[] = [
  { id: 'close', option: 'close', what: '', of: ['site'], all: false, sign: '' },
  { id: 'scale-demand', option: 'scale', what: 'demand', of: ['class', 'region'], all: true, sign: '×' },
  { id: 'scale-price', option: 'scale', what: 'price', of: ['site'], all: true, sign: '×' },
  { id: 'scale-capacity', option: 'scale', what: 'capacity', of: ['site'], all: true, sign: '×' },
  { id: 'scale-carbon', option: 'scale', what: 'carbon', of: ['site'], all: true, sign: '×' },
  { id: 'scale-network', option: 'scale', what: 'network', of: [], all: true, sign: '×' },
  { id: 'scale-build_cost', option: 'scale', what: 'build_cost', of: ['build'], all: true, sign: '×' },
  { id: 'set-price', option: 'set', what: 'price', of: ['site'], all: false, sign: '=' },
  { id: 'set-capacity', option: 'set', what: 'capacity', of: ['site'], all: false, sign: '=' },
  { id: 'set-pue', option: 'set', what: 'pue', of: ['site'], all: false, sign: '=' },
  { id: 'set-carbon', option: 'set', what: 'carbon', of: ['site'], all: false, sign: '=' },
  { id: 'set-build_cost', option: 'set', what: 'build_cost', of: ['build'], all: false, sign: '=' },
  { id: 'set-mw_per_eflops', option: 'set', what: 'mw_per_eflops', of: [], all: true, sign: '=' },
  { id: 'limit', option: 'limit', what: '', of: ['class'], all: false, sign: '=' },
  { id: 'carbon-cap', option: 'carbon-cap', what: '', of: [], all: true, sign: '=' },
  { id: 'n-1', option: 'n-1', what: '', of: [], all: true, sign: '=' },
];

export interface One {
  option: Kind['option'];
  what: string;
  name: string;
  value: string;
  text: string; // as the option holds it
}

function readOne(option: Kind['option'], text: string): One {
  const [left, value = ''] = option === 'close' ? [text] : text.split('=', 2);
  const cut = option === 'set' || option === 'scale' ? left.indexOf(':') : -1;
  const named = option === 'close' || option === 'limit';
  return { option, what: named ? '' : cut < 0 ? left : left.slice(0, cut), name: named ? left : cut < 0 ? '' : left.slice(cut + 1), value, text };
}

/** All changes of an address, in the order of the options. */
export function readChanges(params: Changes): One[] {
  const found = lists.flatMap((option) =>
    (params[option] ?? '')
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean)
      .map((part) => readOne(option, part)),
  );
  const values = singles.filter((option) => params[option]).map((option) => ({ option, what: '', name: '', value: params[option]!, text: params[option]! }));
  return [...found, ...values];
}

export const kindOf = (one: One): Kind | undefined => kinds.find((kind) => kind.option === one.option && kind.what === one.what);

const isSingle = (option: Kind['option']): boolean => (singles as readonly string[]).includes(option);

/** The option's new value: a change of the same thing is replaced. */
export function withChange(params: Changes, kind: Kind, name: string, value: string): Changes {
  if (isSingle(kind.option)) return { [kind.option]: value };
  const others = readChanges(params).filter((one) => one.option === kind.option && !(one.what === kind.what && one.name === name));
  const left = [kind.what, name].filter(Boolean).join(':');
  return { [kind.option]: [...others.map((one) => one.text), kind.sign ? `${left}=${value}` : left].join(',') };
}

export function withoutChange(params: Changes, gone: One): Changes {
  if (isSingle(gone.option)) return { [gone.option]: undefined };
  const left = readChanges(params).filter((one) => one.option === gone.option && one.text !== gone.text);
  return { [gone.option]: left.map((one) => one.text).join(',') || undefined };
}

/** A name that the command line's lists cannot carry cannot be chosen. */
export const canBeNamed = (name: string): boolean => name !== '' && !/[,=]/.test(name);

/** The options of a question to route. */
export function questionOf(params: Changes): Params {
  return { set: params.set, scale: params.scale, close: params.close, limit: params.limit, 'carbon-cap': params['carbon-cap'], 'n-1': params['n-1'], full: params.full === '1' };
}

/** What one would type for the same answer. */
export function commandOf(folder: string, question: Params): string {
  const quoted = (word: string) => (/^[\p{L}\p{N}_\-./:=,%+@]+$/u.test(word) ? word : `'${word.replace(/'/g, `'\\''`)}'`);
  const words = ['qipan', 'route', quoted(folder)];
  for (const name of Object.keys(question)) {
    const value = question[name];
    if (value === undefined || value === '' || value === false) continue;
    words.push(value === true ? `--${name}` : `--${name} ${quoted(String(value))}`);
  }
  return words.join(' ');
}
