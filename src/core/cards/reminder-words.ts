import { firstOf, mergeAlike, questionsIn, type Merged } from '../ask/alike.ts';
import type { StandingReminder } from '../attention/reminder.ts';
import type { AskRecord } from '../records/records.ts';
import { oneLine } from './agent-text.ts';
import type { AskView } from './ask-view.ts';
import type { Text, Words } from './card.ts';
import { questionOf } from './words/ask.ts';
import { reminderWords } from './words/reminder.ts';

/** Lines of a reminder, which people only glance at. */
const mostLines = 10;

/** The lines of a reminder, oldest first. Equal questions share a line with a count (P16). */
const linesOf = ({ asks }: StandingReminder): Merged<AskRecord>[] => mergeAlike(asks, (it) => it);

/** The ids of the Asks whose questions a reminder names. */
export const namedIn = (reminder: StandingReminder): string[] =>
  linesOf(reminder)
    .slice(0, mostLines)
    .map((entry) => firstOf(entry).ask.id);

/** The words of a reminder: one question in its own thread, or a list of several (P15). */
export function reminderWordsOf(id: string, reminder: StandingReminder, views: ReadonlyMap<string, AskView>): Words {
  return {
    subject: { kind: 'reminder', id },
    author: { kind: 'system', name: reminderWords.by, handle: null, emoji: null },
    label: reminderWords.label,
    text: '',
    blocks: [{ kind: 'text', text: reminder.of === 1 ? single(reminder, views) : digest(reminder, views) }],
    calls: reminder.calls.flatMap((it) => (it.name === '' ? [] : [{ ...it, name: oneLine(it.name) }])),
  };
}

function single({ asks: [record] }: StandingReminder, views: ReadonlyMap<string, AskView>): Text {
  const view = record && views.get(record.ask.id);
  return view ? reminderWords.one(about(view)) : reminderWords.all();
}

function digest(reminder: StandingReminder, views: ReadonlyMap<string, AskView>): Text {
  const lines = linesOf(reminder);
  const shown = lines.slice(0, mostLines).flatMap((entry) => {
    const view = views.get(firstOf(entry).ask.id);
    return view ? [lineOf(entry, view)] : [];
  });
  const left = questionsIn(lines.slice(mostLines));
  const more = left > 0 ? [reminderWords.more(left)] : [];
  const all = [reminderWords.many(reminder.asks.length), ...shown, ...more, reminderWords.all()];
  return all.flatMap((line, index) => (index === 0 ? line : ['\n', ...line]));
}

function lineOf(entry: Merged<AskRecord>, view: AskView): Text {
  const of = about(view);
  if (entry.kind === 'one') return reminderWords.line(of);
  return reminderWords.alike({ ...of, count: entry.all.length, kind: view.ask.kind, projectId: view.run.projectId });
}

const about = ({ ask, run, definition }: AskView): Parameters<typeof reminderWords.line>[0] => ({
  question: questionOf(ask.subject, definition),
  askId: ask.id,
  run: run.title,
  since: ask.revisedAt ?? ask.openedAt,
  until: ask.expiresAt,
});
