import { z } from 'zod';
import { plain } from '../text.ts';
import type { ModelCall, ModelTurn } from '../model/turn.ts';
import { repeatsLeftOut } from './shorten.ts';
import type { Tool } from './tools/tool.ts';
import { noSuchTool, repeated, unreadableInput, wrongInput } from './words.ts';

/** A call that can be made; or, for the model, why it can't. */
export type Read = { tool: Tool; input: unknown } | { problem: string };

export function readCall({ tool: name, input }: ModelCall, tools: readonly Tool[]): Read {
  const tool = tools.find((it) => it.name === name);
  if (tool === undefined)
    return {
      problem: noSuchTool(
        name,
        tools.map((it) => it.name),
      ),
    };
  if (typeof input !== 'object' || input === null) return { problem: unreadableInput(name, input) };
  if (repeatsLeftOut(input)) return { problem: repeated(name) };
  const parsed = tool.input.safeParse(input);
  return parsed.success
    ? { tool, input: parsed.data }
    : { problem: wrongInput(name, plain(z.prettifyError(parsed.error))) };
}

/** OpenAI takes no longer ones, and Mistral only such as it makes itself: an id is changed where it has to be. */
const goodId = /^[\w.:-]{1,40}$/;

/** The same answer, its calls with ids of their own: some endpoints begin to count anew with each answer. */
export function withOwnIds(turn: ModelTurn, used: ReadonlySet<string>): ModelTurn {
  const taken = new Set(used);
  const own = (id: string): string => {
    let free = id;
    for (let number = taken.size + 1; !goodId.test(free) || taken.has(free); number += 1) free = `call_${number}`;
    taken.add(free);
    return free;
  };
  return { ...turn, calls: turn.calls.map((call) => ({ ...call, id: own(call.id) })) };
}
