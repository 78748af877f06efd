import type { FC } from 'hono/jsx';
import type { Words } from '../../../../core/cards/card.ts';
import { copiedWords, messageWords } from '../../../../core/cards/message-words.ts';
import { rejectionWords } from '../../../../core/cards/words/receipt.ts';
import type { RunView } from '../../../../core/ports.ts';
import { isSameMessage, wordsNow } from '../../../../core/steering/chain.ts';
import { readerFrom } from '../../../../core/steering/destination.ts';
import type { Message } from '../../../../core/steering/message.ts';
import { readRejection } from '../../../../core/steering/reject.ts';
import { WordsView } from '../../draw/message.tsx';
import { runWords as words } from '../../words/runs.ts';
import { CopyableId } from '../parts/copyable-id.tsx';
import { Fold } from '../parts/fold.tsx';

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

export const messagesOf = (view: RunView): MessagesData => ({
  lines: view.messages.slice(-newest).map((message) => ({
    id: message.id,
    said: saidOf(message, view),
    status: statusOf(message, view),
    at: message.at,
  })),
});

function statusOf(message: Message, { state: { run, definition } }: RunView): string {
  const why = readRejection(message);
  if (why) return words.rejected(rejectionWords(why));
  if (message.status !== 'queued') return words.messageStatus[message.status];
  if (message.afterStage !== null) return words.waitsForStage;
  return words.waitsForNext(readerFrom(definition.pipeline.stages, run.stage));
}

/** What a role was given can be read for ever; what its author deleted before that is gone here as in the threads. */
function saidOf(message: Message, { state: { run, definition }, messages }: RunView): Words {
  const now = wordsNow(
    message,
    messages.filter(({ source }) => isSameMessage(source, message.source)),
  );
  const isGone = now.isDeleted && message.status !== 'delivered';
  return isGone ? copiedWords(message, now, run, definition) : messageWords(message, run, definition);
}

export const MessagesView: FC<{ data: MessagesData }> = ({ data: { lines } }) => (
  <Fold name="messages" title={words.messages} gist={words.count(lines.length)}>
    {lines.length === 0 ? <p class="note">{words.noMessages}</p> : null}
    {lines.map(({ id, said, status, at }) => (
      <article class="words" id={id} aria-labelledby={`${id}-title`}>
        <WordsView said={said} at={at} id={id} />
        <p class="note">
          {status} · <CopyableId id={id} />
        </p>
      </article>
    ))}
  </Fold>
);
