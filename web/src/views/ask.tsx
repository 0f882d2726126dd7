// Every verb of the command table, with its options and its table: what has no view of its own yet
// can be asked here all the same.
import { useEffect, useState } from 'preact/hooks';
import { number, text, useAnswer, useMenu, type Cell, type Params, type Row, type Verb } from '../api';
import { Wait } from '../parts/asked';
import { Downloads } from '../parts/download';
import { Drawer, readCell, writeCell } from '../parts/drawer';
import { Table } from '../parts/table';
import { change, linkTo, type Route } from '../route';
import { useSpeech } from '../words';

function Field(props: { option: Verb['options'][number]; value: string; set: (value: string) => void }) {
  const { option } = props;
  const id = `option-${option.name}`;
  return (
    <div class="control" title={option.help}>
      <label for={id}>{option.name}</label>
      {option.kind === 'choice' ? (
        <select id={id} value={props.value} onChange={(event) => props.set((event.currentTarget as HTMLSelectElement).value)}>
          <option value="">{option.standard ?? ''}</option>
          {(option.value ?? '').split('|').map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      ) : option.kind === 'flag' ? (
        <input id={id} type="checkbox" checked={props.value === 'true'} onChange={() => props.set(props.value === 'true' ? '' : 'true')} />
      ) : (
        <input id={id} type="search" size={12} value={props.value} placeholder={option.standard ?? option.value ?? ''} onInput={(event) => props.set((event.currentTarget as HTMLInputElement).value)} />
      )}
    </div>
  );
}

function show(cell: Cell | undefined, unit: string) {
  if (Array.isArray(cell))
    return cell.length === 0 ? (
      '0'
    ) : (
      <button type="button" class="link" onClick={() => change({ cell: writeCell({ region: '', code: '', ids: cell.slice(0, 200).join(',') }) })}>
        {cell.length}
      </button>
    );
  if (typeof cell === 'number') return unit.startsWith('share') ? `${(cell * 100).toFixed(1)} %` : Number.isInteger(cell) ? String(cell) : cell.toPrecision(4).replace(/\.?0+$/, '');
  if (cell === null || cell === undefined) return '–';
  return text(cell);
}

/** region and region_en stand for one column; so do label, item, note, reading... */
function shownColumns(columns: { name: string; unit: string; definition: string }[], chinese: boolean) {
  const names = new Set(columns.map((c) => c.name));
  return columns.filter((c) => {
    if (c.name.endsWith('_en')) return !chinese;
    if (c.name.endsWith('_zh')) return chinese;
    if (names.has(`${c.name}_en`)) return chinese;
    if (names.has(`${c.name}_zh`)) return !chinese;
    return !/_sha256$|^marks$/.test(c.name);
  });
}

export function AskView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words, say } = said;
  const verbs = useMenu();
  const verb = verbs.find((v) => v.name === params.verb);
  const [form, setForm] = useState<Record<string, string>>({});
  useEffect(() => setForm(Object.fromEntries(Object.entries(params).filter(([name]) => name !== 'cell'))), [JSON.stringify(params)]);
  const question: Params = {};
  if (verb) {
    for (const option of verb.options) if (params[option.name]) question[option.name] = params[option.name];
    if (params.arg) question.arg = params.arg.split(' ').filter(Boolean);
  }
  const ready = verb !== undefined && params.go === '1';
  const asked = useAnswer(ready ? verb.name : null, question);
  const cell = readCell(params.cell);
  return (
    <div class={cell ? 'with-drawer' : ''}>
      <section class="main">
        <header class="head">
          <h1>{verb ? verb.name : words.ask}</h1>
          <p class="lead">{verb ? verb.summary : words.askLead}</p>
        </header>
        {!verb ? (
          <dl class="verbs">
            {verbs.map((v) => (
              <div key={v.name}>
                <dt>
                  <a href={linkTo('ask', { verb: v.name, go: v.arguments ? undefined : '1' })}>{v.name}</a>
                </dt>
                <dd>{v.summary}</dd>
              </div>
            ))}
          </dl>
        ) : (
          <form
            class="controls"
            onSubmit={(event) => {
              event.preventDefault();
              change({ ...form, go: '1', cell: undefined });
            }}
          >
            {verb.arguments && (
              <div class="control">
                <label for="arguments">{verb.arguments}</label>
                <input id="arguments" type="search" value={form.arg ?? ''} onInput={(event) => setForm({ ...form, arg: (event.currentTarget as HTMLInputElement).value })} />
              </div>
            )}
            {verb.options.map((option) => (
              <Field key={option.name} option={option} value={form[option.name] ?? ''} set={(value) => setForm({ ...form, [option.name]: value })} />
            ))}
            <button type="submit" class="main-act">
              {words.answerIt}
            </button>
          </form>
        )}
        {ready && (
          <Wait asked={asked}>
            {(answer) => (
              <>
                <p class="faint">{say('rowsCount', { n: answer.rows.length })}</p>
                <Table
                  label={verb.name}
                  rows={answer.rows}
                  limit={500}
                  columns={shownColumns(answer.columns, said.language === 'zh').map((column) => ({
                    name: column.name,
                    label: column.name.replace(/_(en|zh)$/, '').replace(/_/g, ' '),
                    numeric: answer.rows.some((row: Row) => Number.isFinite(number(row[column.name]))),
                    wide: answer.rows.some((row: Row) => text(row[column.name]).length > 40),
                    show: (row: Row) => show(row[column.name], column.unit),
                  }))}
                />
                <Downloads verb={verb.name} params={question} />
              </>
            )}
          </Wait>
        )}
      </section>
      {cell && <Drawer key={params.cell} cell={cell} title={words.evidence} filters={{ orientation: params.orientation, kind: params.kind }} />}
    </div>
  );
}
