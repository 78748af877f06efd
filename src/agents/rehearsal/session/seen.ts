import { ownWords } from '../../../core/steering/note-words.ts';
import { isPutOff } from '../../agent/words.ts';
import type { Turn } from '../../model/turn.ts';
import { readAction, readContent, wasDone, type Action } from './action.ts';
import { readTestRun, type TestRun } from './test-run.ts';
import { wishesIn, type Wish } from './told.ts';
import { whoBegan } from './words.ts';

/** `at`: which turn of the talk it was. */
interface Done {
  action: Action;
  result: string;
  at: number;
}

export interface Told {
  name: string;
  text: string;
  wishes: Wish[];
  at: number;
}

/** All that the rehearsal goes by: what it did, what came of it, and what people said meanwhile. */
export interface Seen {
  done: Done[];
  told: Told[];
  /** When it last spoke; -1 before that. */
  spoke: number;
}

export function see(turns: readonly Turn[]): Seen {
  const results = new Map(turns.flatMap((turn) => (turn.by === 'tool' ? [[turn.call, turn.text]] : [])));
  const done = turns.flatMap((turn, at) =>
    turn.by !== 'model'
      ? []
      : turn.calls.flatMap((call) => {
          const [action, result] = [readAction(call), results.get(call.id)];
          return action === null || result === undefined || isPutOff(result) ? [] : [{ action, result, at }];
        }),
  );
  const told = turns.flatMap((turn, at) => wordsIn(turn).map((it) => ({ ...it, wishes: wishesIn(it.text), at })));
  const stands = ({ text, at }: Told): boolean =>
    !turns.some((turn, later) => later > at && takenBackBy(turn).includes(`“${text}”`));
  return { done, told: told.filter(stands), spoke: turns.findLastIndex((turn) => turn.by === 'model') };
}

const feedback = /^- (.{1,100}?) (?:sent the previous draft back|notes): (.+)$/gm;

/** What people said, at whatever time: with the task, of the report, or meanwhile. */
function wordsIn(turn: Turn): { name: string; text: string }[] {
  if (turn.by === 'person') return [{ name: turn.name, text: ownWords(turn.text) }];
  if (turn.by === 'tool') return wordsInReply(turn.text);
  if (turn.by !== 'house') return [];
  const heading = '# The brief of this run\n\n';
  const brief = turn.text.includes(heading)
    ? (turn.text.split(heading)[1]?.split(/\n\n(?:# |<material)/)[0] ?? '')
    : '';
  const asked = wishesIn(brief).some((it) => it.kind !== 'unknown') ? [{ name: whoBegan, text: brief }] : [];
  const said = [...turn.text.matchAll(feedback)].map(([, name = '', text = '']) => ({ name, text }));
  return [...said, ...asked];
}

/** Why somebody refused a call; and what an answer asks beside what was asked. */
function wordsInReply(result: string): { name: string; text: string }[] {
  const [, refuser, why = ''] = /^(.{1,100}?) refused this: ([^]+)$/.exec(result) ?? [];
  if (refuser !== undefined) return [{ name: refuser, text: why }];
  const [, name, text = ''] = /^Answered by (.{1,100}?): ([^]+)$/.exec(result) ?? [];
  const isMore = name !== undefined && wishesIn(text).some(({ kind }) => kind !== 'unknown' && kind !== 'go_on');
  return isMore ? [{ name, text }] : [];
}

/** The words that a turn takes back: those that its author has edited, or that somebody has deleted. */
function takenBackBy(turn: Turn): string {
  if (turn.by === 'person') return turn.text.slice(ownWords(turn.text).length);
  return turn.by === 'house' && /\bdeleted this message\b/.test(turn.text) ? turn.text : '';
}

export const newlyTold = ({ told, spoke }: Seen): Told[] => told.filter((it) => it.at > spoke);

export const lastCommand = ({ done }: Seen, name: string): Done | undefined =>
  done.findLast(({ action }) => action.do === 'command' && action.name === name);

/** What the tests said last, and when. */
export function lastTests(seen: Seen): { run: TestRun; output: string; at: number } | null {
  const last = lastCommand(seen, 'test');
  return last === undefined ? null : { run: readTestRun(last.result), output: last.result, at: last.at };
}

export const lastChange = ({ done }: Seen): number =>
  done.findLast(({ action, result }) => action.do === 'write' && wasDone(result))?.at ?? -1;

/** What a file holds, as it was last read or written; null where it can't be read, undefined where nobody looked. */
export function contentOf({ done }: Seen, path: string): string | null | undefined {
  let content: string | null | undefined;
  for (const { action, result } of done) {
    if (action.do === 'read' && action.path === path) content = readContent(result);
    if (action.do === 'write' && action.path === path && wasDone(result)) content = action.content;
  }
  return content;
}

/** It asked for this once already, whatever came of it. */
export const hasTried = ({ done }: Seen, path: string, content: string): boolean =>
  done.some(({ action }) => action.do === 'write' && action.path === path && action.content === content);

export const answerTo = ({ done }: Seen, question: string): Done | undefined =>
  done.findLast(({ action }) => action.do === 'ask' && action.text.endsWith(question));

export const answered = ({ done }: Seen): { question: string; result: string }[] =>
  done.flatMap(({ action, result }) => (action.do === 'ask' ? [{ question: action.text, result }] : []));
