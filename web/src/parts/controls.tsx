// Filters of a view. Every control changes the address, and the address is what is shown.
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { change } from '../route';

export interface Choice {
  value: string;
  label: string;
  group?: string;
}

export function Controls(props: { children: ComponentChildren }) {
  return <div class="controls">{props.children}</div>;
}

export function Select(props: { name: string; label: string; value: string; choices: Choice[]; clear?: string[] }) {
  const id = useId();
  const groups = [...new Set(props.choices.map((c) => c.group ?? ''))];
  const option = (choice: Choice) => (
    <option key={choice.value} value={choice.value}>
      {choice.label}
    </option>
  );
  return (
    <div class="control">
      <label for={id}>{props.label}</label>
      <select
        id={id}
        value={props.value}
        onChange={(event) => {
          const gone = Object.fromEntries((props.clear ?? []).map((name) => [name, undefined]));
          change({ ...gone, [props.name]: (event.currentTarget as HTMLSelectElement).value });
        }}
      >
        {groups.map((group) =>
          group === '' ? (
            props.choices.filter((c) => !c.group).map(option)
          ) : (
            <optgroup key={group} label={group}>
              {props.choices.filter((c) => c.group === group).map(option)}
            </optgroup>
          ),
        )}
      </select>
    </div>
  );
}

export function Toggle(props: { name: string; label: string; on: boolean }) {
  const id = useId();
  return (
    <div class="control toggle">
      <input id={id} type="checkbox" checked={props.on} onChange={() => change({ [props.name]: props.on ? undefined : '1' })} />
      <label for={id}>{props.label}</label>
    </div>
  );
}
