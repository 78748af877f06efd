import type { FC } from 'hono/jsx';
import type { Words } from '../../../../core/cards/card.ts';
import { messageWords } from '../../../../core/cards/message-words.ts';
import type { RunView } from '../../../../core/ports.ts';
import { WordsView } from '../../draw/message.tsx';
import { runWords as words } from '../../words/runs.ts';
import { CopyableId } from '../parts/copyable-id.tsx';

interface Line {
  id: string;
  said: Words;
  status: string;
  at: Date;
}

export interface MessagesData {
  /** Oldest first. */
  lines: Line[];
}

/** The thread has them all. */
const newest = 100;

export const messagesOf = ({ state, messages }: RunView): MessagesData => ({
  lines: messages.slice(-newest).map((message) => ({
    id: message.id,
    said: messageWords(message, state.run, state.definition),
    status: words.messageStatus[message.status],
    at: message.at,
  })),
});

export const MessagesView: FC<{ data: MessagesData }> = ({ data: { lines } }) => (
  <>
    <h2>{words.messages}</h2>
    {lines.length === 0 ? <p class="note">{words.noMessages}</p> : null}
    {lines.map(({ id, said, status, at }) => (
      <article class="words" id={id} aria-labelledby={`${id}-title`}>
        <WordsView said={said} at={at} id={id} />
        <p class="note">
          {status} · <CopyableId id={id} />
        </p>
      </article>
    ))}
  </>
);
