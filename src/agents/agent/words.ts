import type { CallReply } from '../../core/stage/call.ts';
import { excerpt, plain, sentence } from '../text.ts';

// What the agent is told.

export const goOn = 'Go on with your task where you left it, with what was said above.';

export const lastWord =
  'Your means for this task are spent, so this is your last word for now. Call no tool. Say in a few sentences what is done, what is left, and what you would do next.';

export const emptyAnswer = 'That answer was empty. Call a tool; or, if the task is done, answer with your report.';

export const cutAnswer =
  'That answer was cut off: it reached the longest one allowed. Answer shorter, and do one thing at a time.';

export const noSuchTool = (name: string, tools: readonly string[]): string =>
  `There is no tool “${excerpt(name, 60)}”. There are: ${tools.join(', ')}.`;

export const unreadableInput = (tool: string, given: unknown): string =>
  `The arguments of ${tool} have to be a JSON object without zero characters. These were: ${excerpt(String(given), 200)}`;

export const wrongInput = (tool: string, problem: string): string =>
  `The arguments of ${tool} are not right.\n${problem}`;

/** A person's answer as the result of a call; null if the call is still to be made. */
export function resultBy({ choice, words, by }: CallReply): string | null {
  switch (choice) {
    case 'reject':
      return words === null ? `${by} refused this.` : `${by} refused this: ${sentence(words)}`;
    case 'answer':
      return `Answered by ${by}: ${words ?? ''}`;
    case 'happened':
      return `The worker ended while this ran, and its result is lost. ${by} said that it happened.`;
    case 'approve':
    case 'for_run':
    case 'always':
    case 'try_again':
      return null;
  }
}

/** Whether a result is a person's words: these are never left out, unlike everything else that tools return. Older conversations have “says”. */
export const isOfPerson = (result: string): boolean =>
  /^.{1,160} refused this(?:\.$|: )/.test(result) || / sa(?:id|ys) that it happened\.$/.test(result);

const peopleFirst = 'people have spoken meanwhile, and that comes first: it follows, unless it was taken back.';

/** The result of a call that is not made, because people's words come first. `mayHaveBegun`: a worker may have ended while the call ran. */
export const putOff = (mayHaveBegun: boolean): string =>
  mayHaveBegun
    ? `Not done now: ${peopleFirst} A worker that ended may have begun this before: look. If it is still right then, call it again.`
    : `Not done: ${peopleFirst} If this is still right after that, call it again.`;

/** Whether a result is one of these: the call then counts as if the model had not asked for it. */
export const isPutOff = (result: string): boolean => result === putOff(true) || result === putOff(false);

export const nothingReturned = '(nothing)';

export const tooLong =
  'All of this was more than you can be sent at once. From here on, what your tools returned at the beginning is left out. Call them again for what you still need.';

const mark = 'left out by the house:';

/** The notes that replace old text in a conversation that has grown too long. */
export const leftOut = {
  result: (length: number, isUnread: boolean): string =>
    isUnread
      ? `[${mark} ${length.toLocaleString('en')} characters that were too many to be told at once. Ask for less, or for one thing at a time.]`
      : `[${mark} ${length.toLocaleString('en')} characters, for the talk has grown too long. Call again for what you still need of them.]`,
  input: (length: number): string => `[${mark} ${length.toLocaleString('en')} characters, which were made use of then]`,
};

export const isLeftOut = (text: string): boolean => text.includes(`[${mark}`);

export const repeated = (tool: string): string =>
  `The arguments of ${tool} hold the note that something was left out, in place of the text itself. Give all of the text.`;

// What people are told.

export const brokenAnswers = (model: string, count: number, cut: boolean): string => {
  const what = `Model "${model}" gave ${count} answers in a row that nothing could be done with`;
  return cut
    ? `${what}: they were cut off. Raise max_output of the model in the project file.`
    : `${what}: they were empty, or called tools in ways that do not exist. Choose a model that can call tools.`;
};

export const noProgress = (model: string, call: string, count: number): string =>
  `Model "${model}" did the same thing ${count} times, with the same result: ${excerpt(call, 200)}. Tell it what to do instead, and let it go on.`;

export const unreadableTalk = (turn: number, problem: string): string =>
  `What was said at this stage cannot be read (turn ${turn}: ${excerpt(problem, 200)}): another version of Wheelhouse may have kept it. Go on with that version, or roll back and begin the stage anew.`;

/** For the live card: which call is being made. */
export const liveCall = (tool: string, shown: string): string =>
  `▸ ${tool}: ${excerpt(plain(shown.split('\n')[0] ?? ''), 200)}\n`;

export function doneRemark(stage: string, calls: number, heard: readonly string[]): string {
  const names = [...new Set(heard)];
  const after = names.length === 0 ? '' : `, with what ${names.join(' and ')} said`;
  return `Done: ${stage}, in ${calls.toLocaleString('en')} ${calls === 1 ? 'call of a tool' : 'calls of tools'}${after}.`;
}
