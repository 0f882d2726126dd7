// What stands where an answer is not there yet, or will not come.
import type { ComponentChildren } from 'preact';
import { forgetAnswers, text, type Answer, type Asked } from '../api';
import { useSpeech } from '../words';

function Progress(props: { asked: Asked }) {
  const { words } = useSpeech();
  const progress = props.asked.progress;
  if (!progress) return null;
  const share = progress.total > 0 ? progress.done / progress.total : undefined;
  return (
    <div class="progress" role="status">
      <span>
        {progress.phase === 'waiting' ? words.waiting : words.working}
        {progress.total > 0 && ` ${progress.done} / ${progress.total} ${progress.unit}`}
      </span>
      <progress value={share} max={1} aria-label={words.working} />
      <button type="button" class="quiet" onClick={props.asked.cancel}>
        {words.cancel}
      </button>
    </div>
  );
}

/** Shows the answer, or how far it is, or why there is none. */
export function Wait(props: { asked: Asked; children: (answer: Answer) => ComponentChildren }) {
  const { words } = useSpeech();
  const { answer, error, problems = [] } = props.asked;
  if (error !== undefined)
    return (
      <div class="failure" role="alert">
        <strong>{words.failed}</strong>
        <p>{error}</p>
        {problems.length > 1 && (
          <ol class="mistakes" tabIndex={0}>
            {problems.slice(0, 200).map((row, i) => (
              <li key={i}>
                {text(row.place)}
                {text(row.line) && `:${text(row.line)}`} {text(row.problem)}
              </li>
            ))}
          </ol>
        )}
        <button
          type="button"
          onClick={forgetAnswers}
        >
          {words.retry}
        </button>
      </div>
    );
  return (
    <>
      <Progress asked={props.asked} />
      {answer ? props.children(answer) : props.asked.progress ? null : <p class="faint wait">{words.loading}…</p>}
    </>
  );
}
