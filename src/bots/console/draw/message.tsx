import type { FC } from 'hono/jsx';
import type { Card, Words } from '../../../core/cards/card.ts';
import { parsePress } from '../../../core/cards/token.ts';
import type { ConsoleMessage } from '../../../core/console/messages.ts';
import { visible } from '../../../core/cards/agent-text.ts';
import { words } from '../words.ts';
import { BlockView } from './blocks.tsx';
import { CardView, type Level } from './card.tsx';
import { Time } from './text.tsx';

export type Pane = 'main' | 'side';

/** How deep a heading stands in each pane: the page's own is 1, the thread's is 2. */
export const levels: Record<Pane, Level> = { main: 2, side: 3 };

export interface Shown {
  message: ConsoleMessage;
  pane: Pane;
  /** How many stand inside its thread; null where that is not shown. */
  replies: number | null;
}

export const threadPath = (channel: string, thread: string): string =>
  `/c/${encodeURIComponent(channel)}/${encodeURIComponent(thread)}`;

export const channelPath = (channel: string): string => `/c/${encodeURIComponent(channel)}`;

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((part) => [...part][0] ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase();

/** Words of a person, a role or the system, wherever they are drawn. */
export const WordsView: FC<{ said: Words; at: Date; id: string }> = ({ said, at, id }) => (
  <>
    <span class="avatar" data-kind={said.author.kind} aria-hidden="true">
      {said.author.emoji ?? initials(said.author.name)}
    </span>
    <header class="byline" id={`${id}-title`}>
      <strong>{visible(said.author.name)}</strong>
      {said.author.handle === null ? null : <span class="handle">@{visible(said.author.handle)}</span>}
      {said.label === null ? null : <span class="label">{visible(said.label)}</span>}
      <Time at={at} />
    </header>
    {said.calls === undefined || said.calls.length === 0 ? null : (
      <p class="text">
        <strong>{said.calls.map(({ name }) => visible(name)).join(', ')}</strong>
      </p>
    )}
    {said.text === '' ? null : (
      <div class="said" data-agent={said.author.kind === 'role' ? '' : undefined} dir="auto">
        {visible(said.text)}
      </div>
    )}
    {said.blocks.map((block) => (
      <BlockView block={block} />
    ))}
  </>
);

const ThreadLink: FC<{ message: ConsoleMessage; replies: number }> = ({ message, replies }) => (
  <a class="thread-link" data-key="thread" href={threadPath(message.channel, message.id)}>
    <span aria-hidden="true">↳</span> {words.openThread(replies)}
  </a>
);

/** S1-10: where a run's card offers Pause, its thread offers “Send and pause”, for as long as it does. */
const offersPause = ({ buttons }: Card): boolean =>
  buttons.some(({ token }) => {
    const press = parsePress(token)?.token;
    return press?.press === 'command' && press.verb === 'pause';
  });

/** One message of the chat. The script compares `data-revision` and `data-replies` before it puts in a newer one. */
export const MessageView: FC<Shown> = ({ message, pane, replies }) => {
  const id = `${pane}-${message.id}`;
  const thread = pane === 'side' ? (message.thread ?? message.id) : '';
  const { body } = message;
  return (
    <article
      id={id}
      class={body.kind}
      aria-labelledby={`${id}-title`}
      tabindex={-1}
      data-revision={String(message.revision)}
      data-replies={String(replies ?? 0)}
      data-at={message.at.toISOString()}
      data-tone={body.kind === 'card' ? body.card.badge.tone : undefined}
      data-pauses={body.kind === 'card' && offersPause(body.card) ? '' : undefined}
      data-settled={body.kind === 'card' && body.card.outcome !== null ? '' : undefined}
    >
      {body.kind === 'card' ? (
        <CardView
          card={body.card}
          id={id}
          level={levels[pane]}
          spot={{ channel: message.channel, thread, message: message.id }}
        />
      ) : (
        <WordsView said={body.words} at={message.at} id={id} />
      )}
      {body.kind === 'words' && replies === null ? null : (
        <footer class="foot">
          {replies === null ? null : <ThreadLink message={message} replies={replies} />}
          {body.kind === 'card' ? <Time at={message.at} /> : null}
        </footer>
      )}
    </article>
  );
};
