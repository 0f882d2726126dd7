// The controls of what if: choose a change, see it as a tag that can be taken back, and as the
// command that gives the same answer.
import { useId, useState } from 'preact/hooks';
import { text, useAnswer } from '../api';
import { change } from '../route';
import { useSpeech, type Speech } from '../words';
import { Controls, Toggle, type Choice } from './controls';
import { Copy } from './drawer';
import type { Places } from './places';
import { canBeNamed, kindOf, kinds, readChanges, withChange, withoutChange, type Changes, type Kind, type One } from './whatif';

export interface Names {
  site: string[];
  region: string[];
  class: string[];
}

const kindWord = (said: Speech, kind: Kind): string => (said.words as Record<string, string>)[`if_${kind.id}`] ?? kind.id;

function nameOf(places: Places, names: Names, name: string): string {
  if (names.class.includes(name)) return places.job(name);
  return names.region.includes(name) ? places.region(name).label : places.site(name);
}

function sayChange(said: Speech, places: Places, names: Names, one: One): string {
  const kind = kindOf(one);
  const name = one.name ? nameOf(places, names, one.name) : '';
  if (!kind) return one.text;
  return [kindWord(said, kind), name, kind.sign ? `${kind.sign} ${one.value}` : ''].filter(Boolean).join(' ');
}

function targets(said: Speech, places: Places, names: Names & { build: string[] }, kind: Kind): Choice[] {
  const groups = { site: said.words.routeSites, region: said.words.region, class: said.words.routeClass, build: said.words.routeBuilds };
  const found = kind.of.flatMap((of) =>
    names[of].filter(canBeNamed).map((name) => ({ value: name, label: nameOf(places, names, name), group: kind.of.length > 1 ? groups[of] : '' })),
  );
  return kind.all ? [{ value: '', label: said.words.all }, ...found] : found;
}

export function WhatIf(props: { params: Changes; announced: boolean; names: Names; places: Places; command: string }) {
  const said = useSpeech();
  const { words } = said;
  const { names, places, params } = props;
  const [kindId, setKind] = useState(kinds[0].id);
  const [name, setName] = useState('');
  const [value, setValue] = useState('');
  const [whatId, nameId, valueId] = [useId(), useId(), useId()];
  const kind = kinds.find((k) => k.id === kindId)!;
  // Judging builds takes its time: it is asked only when a build is to be named.
  const builds = useAnswer(kind.of.includes('build') ? 'route' : null, { show: 'builds' });
  const build = (builds.answer?.rows ?? []).map((row) => text(row.option));
  const choices = targets(said, places, { ...names, build }, kind);
  const chosen = choices.some((c) => c.value === name) ? name : (choices[0]?.value ?? '');
  const changes = readChanges(params);
  const ready = (kind.sign === '' || value !== '') && (kind.of.length === 0 || choices.length > 0);
  const groups = [...new Set(choices.map((c) => c.group ?? ''))];
  const option = (c: Choice) => (
    <option key={c.value} value={c.value}>
      {c.label}
    </option>
  );
  const leave = Object.fromEntries(['set', 'scale', 'close', 'limit', 'carbon-cap', 'n-1', 'full'].map((key) => [key, undefined]));
  return (
    <section class="whatif" aria-label={words.routeWhatIf}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) change(withChange(params, kind, kind.of.length === 0 ? '' : chosen, value));
          setValue('');
        }}
      >
        <Controls>
          <div class="control">
            <label for={whatId}>{words.routeWhatIf}</label>
            <select id={whatId} value={kindId} onChange={(event) => setKind((event.currentTarget as HTMLSelectElement).value)}>
              {kinds.filter((k) => k.what !== 'mw_per_eflops' || props.announced).map((k) => (
                <option key={k.id} value={k.id}>
                  {kindWord(said, k)}
                </option>
              ))}
            </select>
          </div>
          {kind.of.length > 0 && (
            <div class="control">
              <label for={nameId}>{words.routeWhich}</label>
              <select id={nameId} value={chosen} onChange={(event) => setName((event.currentTarget as HTMLSelectElement).value)}>
                {groups.map((group) =>
                  group === '' ? (
                    choices.filter((c) => !c.group).map(option)
                  ) : (
                    <optgroup key={group} label={group}>
                      {choices.filter((c) => c.group === group).map(option)}
                    </optgroup>
                  ),
                )}
              </select>
            </div>
          )}
          {kind.sign !== '' && (
            <div class="control">
              <label for={valueId}>{kind.sign === '×' ? words.routeFactor : words.value}</label>
              <input id={valueId} type="number" min="0" step="any" required value={value} onInput={(event) => setValue((event.currentTarget as HTMLInputElement).value)} />
            </div>
          )}
          <div class="control buttons">
            <button type="submit" class="main-act" disabled={!ready}>
              {words.routeApply}
            </button>
          </div>
          <Toggle name="full" label={words.routeFull} on={params.full === '1'} />
        </Controls>
      </form>
      {changes.length > 0 && (
        <ul class="choices made">
          {changes.map((one) => (
            <li key={`${one.option} ${one.text}`}>
              <span class="tag">{sayChange(said, places, names, one)}</span>
              <button type="button" class="link" aria-label={`${words.undo}: ${sayChange(said, places, names, one)}`} onClick={() => change(withoutChange(params, one))}>
                {words.undo}
              </button>
            </li>
          ))}
          <li>
            <button type="button" class="link" onClick={() => change(leave)}>
              {words.routeReset}
            </button>
          </li>
        </ul>
      )}
      <p class="command faint">
        <code>{props.command}</code> <Copy label={words.routeCopyCommand} text={() => props.command} />
      </p>
    </section>
  );
}
