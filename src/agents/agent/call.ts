import { z } from 'zod';
import { plain } from '../text.ts';
import type { ModelCall, ModelTurn } from '../model/turn.ts';
import { repeatsLeftOut } from './shorten.ts';
import type { Tool } from './tools/tool.ts';
import { noSuchTool, repeated, unreadableInput, wrongInput } from './words.ts';

/** A call that can be made; or, told to the model, why it can't. */
export type ReadCall = { tool: Tool; input: unknown } | { problem: string };

export function readCall({ tool: name, input }: ModelCall, tools: readonly Tool[]): ReadCall {
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

/** OpenAI accepts no longer ids, and Mistral only ids that it made itself: so ids are changed only where they have to be. */
const goodId = /^[\w.:-]{1,40}$/;

/** The answer with ids that are unique in the conversation: some endpoints begin to count again with each answer. */
export function withUniqueIds(turn: ModelTurn, used: ReadonlySet<string>): ModelTurn {
  const taken = new Set(used);
  const unique = (id: string): string => {
    let free = id;
    for (let number = taken.size + 1; !goodId.test(free) || taken.has(free); number += 1) free = `call_${number}`;
    taken.add(free);
    return free;
  };
  return { ...turn, calls: turn.calls.map((call) => ({ ...call, id: unique(call.id) })) };
}
