import { toUSVString } from 'node:util';
import type { CallReply } from '../../core/stage/call.ts';
import type { Boundary, StageResult } from '../../core/stage/executor.ts';
import type { NotMade } from '../../core/stage/step.ts';
import { noCost } from '../../core/run/run.ts';
import type { ModelCall } from '../model/turn.ts';
import { readCall } from './call.ts';
import type { Conversation } from './conversation.ts';
import type { ResumedCalls } from './resumed-calls.ts';
import { goneArtifact, tooManyProposals } from './tools/propose.ts';
import { notDone, type Tool } from './tools/tool.ts';
import { isRefused } from './workspace/refused.ts';
import { liveCall, nothingReturned, putOff, resultBy } from './words.ts';

/** What is needed to make an agent's calls. */
export interface CallContext {
  tools: readonly Tool[];
  /** People's answers to calls that waited for them. */
  replies: readonly CallReply[];
  boundary: Boundary;
}

/** The result of a call, for the model. `unread`: people have said something that the model has not read, so neither this call nor any after it is made. */
type Made = { text: string } | 'stopped' | 'unread';

/**
 * Makes the open calls of the newest answer, one after the other. Returns a result if the work has to end for now.
 * `resumed`: another worker got the answer, and may have begun the first of its open calls.
 */
export async function makeCalls(
  talk: Conversation,
  context: CallContext,
  resumed?: ResumedCalls,
): Promise<StageResult | null> {
  let isUnread = false;
  for (const [index, call] of talk.openCalls().entries()) {
    const before = index === 0 ? resumed : undefined;
    isUnread ||= before?.isNoted(call.id) ?? false;
    const made: Made = answeredBy(call, context) ?? (isUnread ? 'unread' : await makeCall(talk, context, call));
    if (made === 'stopped') return context.boundary.signal.aborted ? talk.aborted() : talk.stopped(call.id);
    isUnread ||= made === 'unread';
    const text = made === 'unread' ? putOff(before?.mayHaveBegun(call.id) ?? false) : made.text;
    talk.say({ by: 'tool', call: call.id, text: storable(text) });
  }
  return null;
}

/** A person's answer, if that is the result of the call. */
function answeredBy({ id }: ModelCall, { replies }: CallContext): Made | null {
  const reply = replies.findLast((it) => it.callId === id);
  const text = reply ? resultBy(reply) : null;
  return text === null ? null : { text };
}

/** Postgres stores neither NUL nor half a surrogate pair. Everything else reaches the model unchanged. */
function storable(text: string): string {
  const sound = toUSVString(text).replaceAll('\0', '');
  return sound === '' ? nothingReturned : sound;
}

/** Makes one call, which is a step of its own. */
async function makeCall(talk: Conversation, { tools, boundary }: CallContext, call: ModelCall): Promise<Made> {
  const read = readCall(call, tools);
  if ('problem' in read) return { text: notDone({ refused: read.problem }) };
  const { tool, input } = read;
  const called = tool.call(input);
  if (isRefused(called)) return { text: notDone(called) };
  const step = { estimate: noCost, repeatable: tool.repeatable(input), call: { ...called, id: call.id } };
  const begun = await talk.begin(step);
  if (!begun.go) return begun.notMade ? resultInstead(begun.notMade) : 'stopped';
  boundary.output(liveCall(call.tool, called.shown));
  try {
    return { text: await tool.run(input, boundary) };
  } catch (error) {
    if (boundary.signal.aborted) return 'stopped';
    throw error;
  }
}

/** What the model is told of a call that the rules did not let begin. */
function resultInstead(notMade: NotMade): Made {
  switch (notMade.why) {
    case 'gone':
      return { text: notDone(goneArtifact(notMade.artifact)) };
    case 'words':
      return 'unread';
    case 'proposals':
      return { text: notDone(tooManyProposals) };
  }
}
