import { cap, oneLine, visible } from './agent-text.ts';
import { madeSchema } from '../run/made.ts';
import { runSummarySchema, summaryLabel } from '../run/run-summary.ts';
import { summaryFacts } from './words/summary.ts';
import { deletedIn, madeFacts, messageLabels, saidIn } from './words/message.ts';
import { shortPlaceWords } from './words/outcome.ts';
import { ownWords } from '../steering/note-words.ts';
import type { Run } from '../run/run.ts';
import type { Definition } from '../run/state.ts';
import type { WordsNow } from '../steering/chain.ts';
import type { Message } from '../steering/message.ts';
import type { Block, Words } from './card.ts';

/** Below the shortest limit of a platform's message (Discord: 4000), with our label beside it. */
const textLimit = 3000;

/** A message as it is posted in a run's thread: a role presents its draft, the system sums up, or a person said something in another place. */
export function messageWords(message: Message, run: Run, definition: Definition): Words {
  return {
    subject: { kind: 'message', id: message.id },
    author: authorOf(message, definition),
    label: labelOf(message),
    text: cap(visible(message.text), textLimit).text,
    blocks: message.kind === 'summary' ? summaryBlocks(message, run) : madeBlocks(message),
  };
}

function authorOf(message: Message, definition: Definition): Words['author'] {
  const name = oneLine(message.authorName);
  switch (message.origin) {
    case 'role': {
      const role = definition.roles.find((it) => it.handle === message.author);
      const { emoji = null, avatar } = role ?? {};
      return { kind: 'role', name: role?.name ?? name, handle: message.author, emoji, avatar };
    }
    case 'system':
      return { kind: 'system', name, handle: null, emoji: null };
    case 'person':
      return { kind: 'person', name, handle: null, emoji: null };
  }
}

/**
 * The copy of a person's message in another place, as the original is now. If that was deleted, the copy says only this: without it, people who
 * answered would seem to talk to themselves.
 */
export function copiedWords(said: Message, now: WordsNow, run: Run, definition: Definition): Words {
  const words = messageWords(now.isDeleted ? said : now.newest, run, definition);
  const place = said.where === null ? null : shortPlaceWords(said.where);
  if (now.isDeleted) return { ...words, text: '', blocks: [{ kind: 'note', text: deletedIn(place) }] };
  if (now.revision === 1) return words;
  const label = [words.label, messageLabels.changed].filter((it) => it !== null).join(' · ');
  return { ...words, label, text: cap(visible(ownWords(now.newest.text)), textLimit).text };
}

function labelOf(message: Message): string | null {
  if (message.kind === 'summary') return summaryLabel;
  const labels = [
    message.origin === 'person' && message.where !== null ? saidIn(shortPlaceWords(message.where)) : null,
    message.rehearsal ? messageLabels.rehearsal : null,
    message.kind === 'draft' ? messageLabels.draft : null,
  ].filter((label) => label !== null);
  return labels.length === 0 ? null : labels.join(' · ');
}

/** The facts of a summary. If its metadata can't be read, its text is shown without them (S3-51). */
function summaryBlocks(message: Message, run: Run): Block[] {
  const parsed = runSummarySchema.safeParse(message.metadata);
  if (!parsed.success || parsed.data.run_id !== run.id) return [];
  return [{ kind: 'facts', facts: summaryFacts(parsed.data) }];
}

/** What a role has made, if nothing else in the thread shows it. */
function madeBlocks({ origin, metadata, runId }: Message): Block[] {
  const read = origin === 'role' ? madeSchema.safeParse(metadata).data : undefined;
  return read ? [{ kind: 'facts', facts: madeFacts(read, runId) }] : [];
}
