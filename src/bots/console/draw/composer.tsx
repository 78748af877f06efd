import type { FC } from 'hono/jsx';
import type { Completions } from '../../../core/console/roster.ts';
import { words } from '../words.ts';
import { HiddenFields } from './hidden.tsx';

/** The same as typing the command. */
export const StartRun: FC<{ channel: string }> = ({ channel }) => (
  <form method="post" action="/say" data-send class="start">
    <HiddenFields spot={{ channel, thread: '', message: '' }} />
    <input type="hidden" name="text" value="/wheel run" />
    <button class="primary" data-key="start">
      {words.startRun}
    </button>
  </form>
);

const Options: FC<{ id: string; completions: Completions }> = ({ id, completions }) => (
  <ul id={id} class="completions" role="listbox" aria-label={words.completions} hidden>
    {completions.verbs.map(({ verb, help }, index) => (
      <li id={`${id}-verb-${index}`} role="option" aria-selected="false" data-insert={`/wheel ${verb}`}>
        <strong>/wheel {verb}</strong> <span>{help}</span>
      </li>
    ))}
    {completions.roles.map(({ handle, name, emoji, about }, index) => (
      <li id={`${id}-role-${index}`} role="option" aria-selected="false" data-insert={`@${handle}`} data-also={name}>
        <strong>
          <span aria-hidden="true">{emoji}</span> @{handle}
        </strong>{' '}
        <span>
          {name} · {about}
        </span>
      </li>
    ))}
  </ul>
);

interface ComposerProps {
  channel: string;
  /** '' writes into the channel. */
  thread: string;
  completions: Completions;
}

export const Composer: FC<ComposerProps> = ({ channel, thread, completions }) => {
  const id = thread === '' ? 'write-main' : 'write-side';
  const label = thread === '' ? words.writeTo(channel) : words.writeInThread;
  return (
    <form method="post" action="/say" data-send data-composer class="composer">
      <HiddenFields spot={{ channel, thread, message: '' }} />
      <Options id={`${id}-list`} completions={completions} />
      <div class="box">
        <textarea
          id={id}
          name="text"
          rows={1}
          required
          aria-label={label}
          placeholder={label}
          aria-describedby={`${id}-hint`}
          data-list={`${id}-list`}
        ></textarea>
        <button class="primary" data-key="send">
          {words.send}
        </button>
      </div>
      <p class="hint" id={`${id}-hint`}>
        {words.composerHint}
      </p>
    </form>
  );
};
