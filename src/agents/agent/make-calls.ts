import { toUSVString } from 'node:util';
import type { CallReply } from '../../core/stage/call.ts';
import type { Boundary, StageResult } from '../../core/stage/executor.ts';
import type { Begun } from '../../core/stage/step.ts';
import { noCost } from '../../core/run/run.ts';
import type { ModelCall } from '../model/turn.ts';
import { readCall } from './call.ts';
import type { Conversation } from './conversation.ts';
import { goneArtifact } from './tools/propose.ts';
import { notDone, type Tool } from './tools/tool.ts';
import { isRefused } from './workspace/refused.ts';
import { liveCall, nothingReturned, resultBy, wordsFirst } from './words.ts';

/** What calls are made with. */
export interface Hands {
  tools: readonly Tool[];
  /** What people said to calls that waited for them. */
  replies: readonly CallReply[];
  boundary: Boundary;
}

/** Makes the calls of the newest answer that nothing has come of yet, one after the other; what it returns ends the work for now. */
export async function makeCalls(talk: Conversation, hands: Hands): Promise<StageResult | null> {
  for (const call of talk.openCalls()) {
    const text = await makeCall(talk, hands, call);
    if (text === null) return hands.boundary.signal.aborted ? talk.aborted() : talk.stopped();
    // The database keeps neither zero characters nor half ones; all else is the model's to read as it is.
    const kept = toUSVString(text).replaceAll('\0', '');
    talk.say({ by: 'tool', call: call.id, text: kept === '' ? nothingReturned : kept });
  }
  return null;
}

/** Of this call alone; null where all of the work stops here. */
function insteadOf({ gone, unread }: Extract<Begun, { go: false }>): string | null {
  if (gone) return notDone(goneArtifact(gone.artifact));
  return unread ? notDone({ refused: wordsFirst }) : null;
}

/** What came of it, for the model; null where it is not to be made now. Each call that is made is a step of its own. */
async function makeCall(
  talk: Conversation,
  { tools, replies, boundary }: Hands,
  call: ModelCall,
): Promise<string | null> {
  const reply = replies.findLast((it) => it.callId === call.id);
  const said = reply ? resultBy(reply) : null;
  if (said !== null) return said;
  const read = readCall(call, tools);
  if ('problem' in read) return notDone({ refused: read.problem });
  const { tool, input } = read;
  const called = tool.call(input);
  if (isRefused(called)) return notDone(called);
  const behind = (talk.exchange()?.results.size ?? 0) > 0;
  const step = { estimate: noCost, repeatable: tool.repeatable(input), call: { ...called, id: call.id }, behind };
  const begun = await talk.begin(step);
  if (!begun.go) return insteadOf(begun);
  boundary.output(liveCall(call.tool, called.shown));
  try {
    return await tool.run(input, boundary);
  } catch (error) {
    if (boundary.signal.aborted) return null;
    throw error;
  }
}
