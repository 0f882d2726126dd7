// People overrule the machine, sentence by sentence and by keyboard.
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { correct, mayWrite, text, useAnswer, type Row } from '../api';
import { LastAdded, sentenceKey } from '../parts/adding';
import { Wait } from '../parts/asked';
import { Controls, Select } from '../parts/controls';
import { Downloads } from '../parts/download';
import { EvidenceItem, judge } from '../parts/drawer';
import { Table } from '../parts/table';
import { linkTo, type Route } from '../route';
import { codeChoices, orientationChoices, useCodes, useRegions } from '../scheme';
import { useSpeech } from '../words';

function Corrections() {
  const said = useSpeech();
  const { words } = said;
  const [rows, set] = useState<Row[] | null>(null);
  const load = () => void correct(['list']).then((answer) => set(answer.rows), () => set([]));
  useEffect(() => {
    load();
    addEventListener('qipan-written', load);
    return () => removeEventListener('qipan-written', load);
  }, []);
  if (!rows) return null;
  if (rows.length === 0) return <p class="empty">{words.noCorrections}</p>;
  return (
    <Table
      label={words.corrections}
      rows={rows}
      columns={[
        { name: 'id', label: '№', numeric: true },
        { name: 'verdict', label: words.verdict },
        { name: 'code', label: words.codebook },
        { name: 'standing', label: words.standing, show: (row) => said.of(row, 'standing') },
        { name: 'region', label: words.region, show: (row) => said.of(row, 'region') },
        { name: 'text', label: words.sentence, wide: true, show: (row) => <a href={linkTo('document', { id: text(row.document), at: text(row.passage) })}>{text(row.text).slice(0, 80)}</a> },
        { name: 'who', label: words.whoName },
        { name: 'when', label: words.when },
        {
          name: 'undo',
          label: '',
          show: (row) =>
            text(row.standing) === 'in force' && (
              <button type="button" class="link" onClick={() => void correct(['undo', text(row.id)], { who: localStorage.getItem('qipan.who') ?? '' }).catch((e: Error) => alert(e.message))}>
                {words.undo}
              </button>
            ),
        },
      ]}
    />
  );
}

export function CorrectView(props: { route: Route }) {
  const { params } = props.route;
  const said = useSpeech();
  const { words } = said;
  const codes = useCodes(said);
  const regions = useRegions(said);
  const code = params.code ?? codes.find((c) => c.level > 1)?.name ?? '';
  const orientation = params.orientation ?? 'plan';
  const asked = useAnswer(code ? 'evidence' : null, { code, region: params.region, orientation, limit: 50 });
  const list = useRef<HTMLOListElement>(null);
  const rows = useMemo(() => asked.answer?.rows ?? [], [asked.answer]);
  const key = (event: KeyboardEvent) => {
    const target = event.target as HTMLElement;
    if (/^(input|select|textarea|button|summary)$/i.test(target.tagName) || event.ctrlKey || event.metaKey) return;
    const items = [...(list.current?.children ?? [])] as HTMLElement[];
    const now = items.indexOf(target.closest('li[tabindex]') as HTMLElement);
    if (sentenceKey(event, items, (item) => item.querySelector<HTMLElement>('.add-code')?.click())) return;
    if ((event.key === 'c' || event.key === 'r') && now >= 0) judge(said, event.key === 'c' ? 'confirm' : 'reject', text(rows[now].id), code);
    else return;
    event.preventDefault();
  };
  return (
    <section class="main reading" onKeyDown={key}>
      <header class="head">
        <h1>{words.correct}</h1>
        <p class="lead">{words.correctLead}</p>
      </header>
      <Controls>
        <Select name="code" label={words.field} value={code} choices={codeChoices(codes)} />
        <Select name="region" label={words.region} value={params.region ?? ''} choices={[{ value: '', label: words.all }, ...regions.map((r) => ({ value: r.name, label: r.label }))]} />
        <Select name="orientation" label={words.orientation} value={orientation} choices={orientationChoices(said)} />
        <p class="faint">{mayWrite ? words.correctKeys : words.readOnly}</p>
      </Controls>
      <LastAdded />
      <Wait asked={asked}>
        {(answer) => (
          <ol class="plain-list judging" ref={list}>
            {answer.rows.map((row) => (
              <li key={text(row.id)} tabIndex={0}>
                <ul class="plain-list">
                  <EvidenceItem row={row} showRegion />
                </ul>
              </li>
            ))}
          </ol>
        )}
      </Wait>
      {mayWrite && (
        <>
          <h2>{words.corrections}</h2>
          <Corrections />
          <div class="below">
            <Downloads verb="sample" params={{ code, region: params.region, orientation }} name={`qipan-sample-${code}`} />
          </div>
        </>
      )}
    </section>
  );
}
