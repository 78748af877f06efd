import { toUSVString } from 'node:util';
import type { CallReply } from '../../core/stage/call.ts';
import type { Boundary, StageResult } from '../../core/stage/executor.ts';
import type { NotMade } from '../../core/stage/step.ts';
import { noCost } from '../../core/run/run.ts';
import type { ModelCall } from '../model/turn.ts';
import { readCall } from './call.ts';
import type { Conversation } from './conversation.ts';
import type { TakenUp } from './taken-up.ts';
import { goneArtifact, tooManyProposals } from './tools/propose.ts';
import { notDone, type Tool } from './tools/tool.ts';
import { isRefused } from './workspace/refused.ts';
import { liveCall, nothingReturned, putOff, resultBy } from './words.ts';

/** What calls are made with. */
export interface Hands {
  tools: readonly Tool[];
  /** What people said to calls that waited for them. */
  replies: readonly CallReply[];
  boundary: Boundary;
}

/** What came of a call, for the model; `unread`: it is not made, nor is any behind it, as words of people come first. */
type Made = { text: string } | 'stopped' | 'unread';

/**
 * Makes the calls of the newest answer that nothing has come of yet, one after the other; what it returns ends the work for now.
 * `takenUp`: the answer was kept, and another worker may have begun the first of them.
 */
export async function makeCalls(talk: Conversation, hands: Hands, takenUp?: TakenUp): Promise<StageResult | null> {
  let isUnread = false;
  for (const [index, call] of talk.openCalls().entries()) {
    const before = index === 0 ? takenUp : undefined;
    isUnread ||= before?.isNoted(call.id) ?? false;
    const made: Made = saidTo(call, hands) ?? (isUnread ? 'unread' : await makeCall(talk, hands, call));
    if (made === 'stopped') return hands.boundary.signal.aborted ? talk.aborted() : talk.stopped(call.id);
    isUnread ||= made === 'unread';
    const text = made === 'unread' ? putOff(before?.mayHaveBegun(call.id) ?? false) : made.text;
    talk.say({ by: 'tool', call: call.id, text: kept(text) });
  }
  return null;
}

/** Where a person's answer is what came of it. */
function saidTo({ id }: ModelCall, { replies }: Hands): Made | null {
  const reply = replies.findLast((it) => it.callId === id);
  const text = reply ? resultBy(reply) : null;
  return text === null ? null : { text };
}

/** The database keeps neither zero characters nor half ones; all else is the model's to read as it is. */
function kept(text: string): string {
  const sound = toUSVString(text).replaceAll('\0', '');
  return sound === '' ? nothingReturned : sound;
}

/** Each call that is made is a step of its own. */
async function makeCall(talk: Conversation, { tools, boundary }: Hands, call: ModelCall): Promise<Made> {
  const read = readCall(call, tools);
  if ('problem' in read) return { text: notDone({ refused: read.problem }) };
  const { tool, input } = read;
  const called = tool.call(input);
  if (isRefused(called)) return { text: notDone(called) };
  const step = { estimate: noCost, repeatable: tool.repeatable(input), call: { ...called, id: call.id } };
  const begun = await talk.begin(step);
  if (!begun.go) return begun.notMade ? instead(begun.notMade) : 'stopped';
  boundary.output(liveCall(call.tool, called.shown));
  try {
    return { text: await tool.run(input, boundary) };
  } catch (error) {
    if (boundary.signal.aborted) return 'stopped';
    throw error;
  }
}

function instead(notMade: NotMade): Made {
  switch (notMade.why) {
    case 'gone':
      return { text: notDone(goneArtifact(notMade.artifact)) };
    case 'words':
      return 'unread';
    case 'proposals':
      return { text: notDone(tooManyProposals) };
  }
}
