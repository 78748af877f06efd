import { ownWords } from '../../../core/steering/note-words.ts';
import { isPutOff } from '../../agent/words.ts';
import type { Turn } from '../../model/turn.ts';
import { readAction, readContent, wasDone, type Action } from './action.ts';
import { readTestRun, type TestRun } from './test-run.ts';
import { wishesIn, type Wish } from './wishes.ts';
import { whoBegan } from './words.ts';

/** An action with its result. `at`: the index of its turn in the conversation. */
interface Done {
  action: Action;
  result: string;
  at: number;
}

/** What a person said, and what that asks for. */
export interface Told {
  name: string;
  text: string;
  wishes: Wish[];
  at: number;
}

/** What the rehearsed agent knows from the conversation: what it did, with the results, and what people said. */
export interface Seen {
  done: Done[];
  told: Told[];
  /** The index of its newest turn; -1 before the first. */
  spoke: number;
}

/** Reads the conversation. Words that were edited or deleted are left out. */
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

/** What people said in this turn: in the brief, as feedback, in an answer, or in a message. */
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

/** The reason why somebody refused a call; or an answer, if it asks for something more. */
function wordsInReply(result: string): { name: string; text: string }[] {
  const [, refuser, why = ''] = /^(.{1,100}?) refused this: ([^]+)$/.exec(result) ?? [];
  if (refuser !== undefined) return [{ name: refuser, text: why }];
  const [, name, text = ''] = /^Answered by (.{1,100}?): ([^]+)$/.exec(result) ?? [];
  const isMore = name !== undefined && wishesIn(text).some(({ kind }) => kind !== 'unknown' && kind !== 'go_on');
  return isMore ? [{ name, text }] : [];
}

/** The part of a turn that quotes words which were edited or deleted: these are taken back. */
function takenBackBy(turn: Turn): string {
  if (turn.by === 'person') return turn.text.slice(ownWords(turn.text).length);
  return turn.by === 'house' && /\bdeleted this message\b/.test(turn.text) ? turn.text : '';
}

export const newlyTold = ({ told, spoke }: Seen): Told[] => told.filter((it) => it.at > spoke);

export const lastCommand = ({ done }: Seen, name: string): Done | undefined =>
  done.findLast(({ action }) => action.do === 'command' && action.name === name);

/** The newest run of the tests. */
export function lastTests(seen: Seen): { run: TestRun; output: string; at: number } | null {
  const last = lastCommand(seen, 'test');
  return last === undefined ? null : { run: readTestRun(last.result), output: last.result, at: last.at };
}

export const lastChange = ({ done }: Seen): number =>
  done.findLast(({ action, result }) => action.do === 'write' && wasDone(result))?.at ?? -1;

/** The content of a file as it was last read or written; null if it could not be read, undefined if it was not read yet. */
export function contentOf({ done }: Seen, path: string): string | null | undefined {
  let content: string | null | undefined;
  for (const { action, result } of done) {
    if (action.do === 'read' && action.path === path) content = readContent(result);
    if (action.do === 'write' && action.path === path && wasDone(result)) content = action.content;
  }
  return content;
}

/** Whether it has tried to write this already, with or without success. */
export const hasTried = ({ done }: Seen, path: string, content: string): boolean =>
  done.some(({ action }) => action.do === 'write' && action.path === path && action.content === content);

export const answerTo = ({ done }: Seen, question: string): Done | undefined =>
  done.findLast(({ action }) => action.do === 'ask' && action.text.endsWith(question));

export const answered = ({ done }: Seen): { question: string; result: string }[] =>
  done.flatMap(({ action, result }) => (action.do === 'ask' ? [{ question: action.text, result }] : []));
