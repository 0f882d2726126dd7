// Two texts side by side, what differs marked.
import { text, type Row } from '../api';
import { Marked, readMarks } from './sentence';

export function Beside(props: { row: Row; left: string; right: string }) {
  const side = (name: string, kind: string) => (
    <div class={`edit ${kind}`} lang="zh">
      {props.row[name] === null || props.row[name] === undefined ? <span class="faint">–</span> : <Marked text={text(props.row[name])} marks={readMarks(text(props.row[`${name}_marks`]))} />}
    </div>
  );
  return (
    <div class="edits">
      {side(props.left, 'old')}
      {side(props.right, 'new')}
    </div>
  );
}
