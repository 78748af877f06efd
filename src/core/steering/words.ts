import type { Draft } from '../run/draft.ts';
import { requesterId, type Requester } from '../people/actor.ts';
import type { Message } from './message.ts';

type Words = Pick<Message, 'text' | 'policy' | 'source' | 'replaces'>;

/** A person's words, or a program's, for the next step that reads any. */
export const addWords = (d: Draft, by: Requester, words: Words): string =>
  add(d, words, { origin: 'person', author: requesterId(by), authorName: by.name, where: by.where });

/** A word of our own to whoever does the work: it steers nothing and holds nothing up. */
export const addNote = (d: Draft, words: Omit<Words, 'policy'>): string =>
  add(d, { ...words, policy: null }, { origin: 'system', author: 'wheelhouse', authorName: 'Wheelhouse', where: null });

type Author = Pick<Message, 'origin' | 'author' | 'authorName' | 'where'>;

function add(d: Draft, words: Words, author: Author): string {
  const id = d.newId('msg');
  d.addMessage({
    ...words,
    ...author,
    id,
    runId: d.run.id,
    kind: 'steering',
    rehearsal: false,
    metadata: null,
    // At the end there is nobody left to steer: the words only say that the late ones were seen.
    status: d.run.stage < d.state.definition.pipeline.stages.length ? 'queued' : 'said',
    deliveredTo: null,
    at: d.event.at,
  });
  return id;
}
