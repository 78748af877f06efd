import type { Draft } from '../run/draft.ts';
import { requesterId, type Requester } from '../people/actor.ts';
import type { RunState } from '../run/state.ts';
import { readerFrom } from './destination.ts';
import type { Message } from './message.ts';

type Words = Pick<Message, 'text' | 'policy' | 'source' | 'replaces' | 'afterStage'>;
type Note = Omit<Words, 'policy' | 'afterStage'>;

/** Adds a message of a person or a program, for the next step that reads messages. Returns its id. */
export const addWords = (d: Draft, by: Requester, words: Words): string =>
  add(d, words, { origin: 'person', author: requesterId(by), authorName: by.name, where: by.where });

/** Adds a note of our own for whoever does the work. It steers nothing, and holds nothing up. */
export const addNote = (d: Draft, words: Note): string =>
  add(d, { ...words, policy: null, afterStage: null }, ourselves);

/** Stores that words were taken back, if nobody in the run needs to know it: their copies in other places will say so. */
export function markTakenBack(d: Draft, note: Note): string {
  const message = made(d, { ...note, policy: null, afterStage: null }, ourselves);
  d.keep({ ...message, status: 'said' });
  return message.id;
}

type Author = Pick<Message, 'origin' | 'author' | 'authorName' | 'where'>;

const ourselves: Author = { origin: 'system', author: 'wheelhouse', authorName: 'Wheelhouse', where: null };

function add(d: Draft, words: Words, author: Author): string {
  const message = made(d, words, author);
  d.addMessage(message);
  return message.id;
}

const made = (d: Draft, words: Words, author: Author): Message => ({
  ...words,
  ...author,
  id: d.newId('msg'),
  runId: d.run.id,
  kind: 'steering',
  rehearsal: false,
  metadata: null,
  status: isAcknowledging(d.state) ? 'said' : 'queued',
  deliveredTo: null,
  at: d.event.at,
});

/** If no stage is left that reads words, new words only show that somebody has seen that earlier ones came too late. */
const isAcknowledging = ({ run, definition }: RunState): boolean =>
  run.hold?.reason === 'acknowledge' && !readerFrom(definition.pipeline.stages, run.stage);
