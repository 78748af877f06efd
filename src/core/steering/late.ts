import type { Draft } from '../run/draft.ts';
import { lateNotes } from '../run/notes.ts';
import { readerFrom } from './destination.ts';
import { rejectLate } from './reject.ts';

/**
 * Nothing that people said is dropped in silence. If no stage is left that would read a message, a note on a Resume, or the note that words were
 * deleted which somebody had been given, the run is held until a person has seen that, before anything else begins by itself. True if it is held.
 * `letBegin`: when a person let the stage begin; they knew everything that had been said by then.
 */
export function holdForLate(d: Draft, letBegin: Date | null = null): boolean {
  const { run, definition, messages } = d.state;
  if (readerFrom(definition.pipeline.stages, run.stage)) return false;
  const waiting = messages.filter(({ status, at }) => status === 'queued' && (letBegin === null || at > letBegin));
  const said = waiting.filter(({ origin }) => origin === 'person').length;
  const notes = letBegin === null ? lateNotes(d.state) : [];
  const why = lateWords({ said, deleted: waiting.length - said, notes: notes.length });
  if (why === '') return false;
  const hold = { reason: 'acknowledge', why, by: 'Wheelhouse', at: d.event.at } as const;
  d.setRun({ hold, feedback: run.feedback.filter((it) => !notes.includes(it)), epoch: run.epoch + 1 });
  d.record('run.paused', {}, { why, initiator: 'auto' });
  rejectLate(d);
  return true;
}

const lateWords = ({ said, deleted, notes }: Record<'said' | 'deleted' | 'notes', number>): string =>
  [
    said === 1 ? `A message ${unread}it.` : said > 0 ? `${said} messages ${unread}them.` : '',
    notes === 1 ? `A note on a Resume ${unread}it.` : notes > 0 ? `${notes} notes on a Resume ${unread}them.` : '',
    deleted === 1
      ? `A message was deleted that had been read: ${untold}it.`
      : deleted > 0
        ? `${deleted} messages were deleted that had been read: ${untold}them.`
        : '',
  ]
    .filter((it) => it !== '')
    .join(' ');

const unread = 'came too late: no stage is left to read ';
const untold = 'no stage is left to be told, and what was made may go by ';
