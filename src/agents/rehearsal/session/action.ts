import { z } from 'zod';
import type { ModelCall } from '../../model/turn.ts';

/** A call of a tool that the rehearsed agent can make. */
export type Action =
  | { do: 'list' }
  | { do: 'read'; path: string }
  | { do: 'write'; path: string; content: string }
  | { do: 'command'; name: string }
  | { do: 'shell'; line: string }
  | { do: 'ask'; text: string; options: string[] };

/** The action in the form in which models call tools. */
export function callOf(action: Action, id: string): ModelCall {
  const { do: tool } = action;
  return { id, tool, input: inputOf(action) };
}

function inputOf(action: Action): unknown {
  switch (action.do) {
    case 'list':
      return {};
    case 'read':
      return { path: action.path };
    case 'write':
      return { path: action.path, content: action.content };
    case 'command':
      return { name: action.name };
    case 'shell':
      return { command: action.line };
    case 'ask':
      return { question: action.text, options: action.options };
  }
}

const inputs = {
  list: z.object({}).transform((): Action => ({ do: 'list' })),
  read: z.object({ path: z.string() }).transform(({ path }): Action => ({ do: 'read', path })),
  write: z
    .object({ path: z.string(), content: z.string() })
    .transform(({ path, content }): Action => ({ do: 'write', path, content })),
  command: z.object({ name: z.string() }).transform(({ name }): Action => ({ do: 'command', name })),
  shell: z.object({ command: z.string() }).transform(({ command }): Action => ({ do: 'shell', line: command })),
  ask: z
    .object({ question: z.string(), options: z.array(z.string()) })
    .transform(({ question, options }): Action => ({ do: 'ask', text: question, options })),
};

/** Null for a call that the rehearsed agent would not have made. */
export function readAction({ tool, input }: ModelCall): Action | null {
  const schema = Object.entries(inputs).find(([name]) => name === tool)?.[1];
  return schema?.safeParse(input).data ?? null;
}

/** Whether a call was made: no person refused it, and neither did the tool. */
export const wasDone = (result: string): boolean =>
  !/^Not done: /.test(result) && !/^.{1,80} refused this/.test(result);

/** The content of a file as `read` returned it; null if it did not return all of it. */
export function readContent(result: string): string | null {
  if (/^[^\n]*: an empty file$/.test(result)) return '';
  return /^[^\n]*: all of its [^\n]*\n\n([^]*)$/.exec(result)?.[1] ?? null;
}
