import type { FC } from 'hono/jsx';
import type { Completions } from '../../../core/console/roster.ts';
import { words } from '../words.ts';
import { HiddenFields, type Spot } from './hidden.tsx';

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
  /** Where the words go: a channel, a thread, or a run's own page. */
  spot: Spot;
  /** Unique on the page. */
  id: 'write-main' | 'write-side';
  label: string;
  completions: Completions;
  /** Whether what is written here goes to a run that can be paused; in a thread, its card tells whether it can now. */
  pauses?: boolean;
}

export const Composer: FC<ComposerProps> = ({ spot, id, label, completions, pauses = false }) => (
  <form method="post" action="/say" data-send data-composer class="composer">
    <HiddenFields spot={spot} />
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
    {pauses ? (
      <p class="instead">
        <button class="quiet" name="policy" value="pause" data-key="pause" title={words.sendAndPauseHint}>
          {words.sendAndPause}
        </button>
      </p>
    ) : null}
    <p class="hint" id={`${id}-hint`}>
      {words.composerHint}
    </p>
  </form>
);
