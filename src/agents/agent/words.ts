import type { CallReply } from '../../core/stage/call.ts';
import { excerpt, sentence } from '../text.ts';

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

/** What a person said to a call, where that is its result; null where the call is still to be made. */
export function resultBy({ choice, words, by }: CallReply): string | null {
  switch (choice) {
    case 'reject':
      return words === null ? `${by} refused this.` : `${by} refused this: ${sentence(words)}`;
    case 'answer':
      return `${by} answers: ${words ?? ''}`;
    case 'happened':
      return `The worker ended while this ran, and its result is lost. ${by} says that it happened.`;
    case 'approve':
    case 'for_run':
    case 'always':
    case 'try_again':
      return null;
  }
}

export const nothingReturned = '(nothing)';

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

/** On the live card: what is done now. */
export const liveCall = (tool: string, shown: string): string =>
  `▸ ${tool}: ${excerpt(shown.split('\n')[0] ?? '', 200)}\n`;

export function doneRemark(stage: string, calls: number, heard: readonly string[]): string {
  const names = [...new Set(heard)];
  const after = names.length === 0 ? '' : `, with what ${names.join(' and ')} said`;
  return `Done: ${stage}, in ${calls.toLocaleString('en')} ${calls === 1 ? 'call of a tool' : 'calls of tools'}${after}.`;
}
