import type { FC } from 'hono/jsx';
import type { Completions } from '../../../core/console/roster.ts';
import { Composer } from '../draw/composer.tsx';
import { channelPath } from '../draw/message.tsx';
import type { Item, View } from '../view.ts';
import { words } from '../words.ts';
import { Earlier, Messages } from './message-list.tsx';

/** From a run's thread to its page. */
const RunPageLink: FC<{ head: Item | undefined }> = ({ head }) => {
  if (head?.kind !== 'message' || head.message.body.kind !== 'card') return null;
  const { subject } = head.message.body.card;
  return subject.kind === 'run' ? (
    <a class="run-page" href={`/runs/${encodeURIComponent(subject.id)}`}>
      {words.runPage}
    </a>
  ) : null;
};

interface ThreadProps {
  items: Item[];
  view: View;
  completions: Completions;
  mayWrite: boolean;
}

/** An open thread, beside its channel; on a phone in its place. */
export const ThreadPane: FC<ThreadProps> = ({ items, view, completions, mayWrite }) => (
  <aside class="pane side" id="side" tabindex={-1} aria-labelledby="thread-title">
    <header class="bar">
      <a class="back" href={channelPath(view.channel)}>
        <span aria-hidden="true">←</span> {words.backTo(view.channel)}
      </a>
      <h2 id="thread-title">{words.thread}</h2>
      <RunPageLink head={items[0]} />
      <a class="close button quiet" href={channelPath(view.channel)} aria-label={words.closeThread}>
        <span aria-hidden="true">✕</span>
      </a>
    </header>
    <div class="scroller" tabindex={-1}>
      <div class="roll">
        <Earlier items={items} view={view} />
        <Messages items={items} label={words.threadMessages} id="side-messages" />
        {items.length > 1 || !mayWrite ? null : <p class="empty-thread">{words.emptyThread}</p>}
      </div>
    </div>
    <Composer
      spot={{ channel: view.channel, thread: view.thread ?? '', message: '' }}
      id="write-side"
      label={mayWrite ? words.writeInThread : words.commandsInThread}
      completions={completions}
      pauses={mayWrite}
    />
  </aside>
);
