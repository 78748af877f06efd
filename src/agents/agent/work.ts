import type { Output } from '../../core/run/event.ts';
import type { StageResult } from '../../core/stage/executor.ts';
import type { AgentModel, AgentReply, Talk } from '../model/agent-model.ts';
import type { CallFailed } from '../model/model.ts';
import type { Turn } from '../model/turn.ts';
import { readCall, withUniqueIds } from './call.ts';
import type { Conversation } from './conversation.ts';
import { makeCalls, type CallContext } from './make-calls.ts';
import { wordsTurn } from './prompt.ts';
import { lengthOf, shorten, tooLongNote } from './shorten.ts';
import type { ResumedCalls } from './resumed-calls.ts';
import { StallDetector } from './stall-detector.ts';
import { cutAnswer, emptyAnswer, lastWord } from './words.ts';

/** Everything that an agent works with at its stage. */
export interface Work extends CallContext {
  model: AgentModel;
  system: string;
  /** What is known of calls that an earlier worker left open. */
  resumed: ResumedCalls;
  /** What the agent is told when the conversation begins or goes on, once no call is open; null if there is nothing to tell. */
  opening: (turns: readonly Turn[]) => Turn | null;
  /** Makes the stage's output from the agent's report. */
  outputOf: (report: string, turns: readonly Turn[]) => Output;
}

/** A request that was too long is sent again only if it becomes shorter than this part of it. */
const worthwhile = 0.9;

type Answered = Extract<AgentReply, { kind: 'answered' }>;

/** The agent's loop: calls the model, makes the calls of its answer, and so on, until the model reports, the boundary stops it, or it gets nowhere. */
export async function workOn(talk: Conversation, work: Work): Promise<StageResult> {
  const stall = new StallDetector(work.model.name);
  const stopped = await makeCalls(talk, work, work.resumed);
  if (stopped) return stopped;
  const opening = work.opening(talk.turns);
  if (opening) talk.say(opening);
  for (;;) {
    const ended = await takeTurn(talk, work, stall);
    if (ended) return ended;
  }
}

/** One answer of the model, and its calls. Null while the work goes on. */
async function takeTurn(talk: Conversation, work: Work, stall: StallDetector): Promise<StageResult | null> {
  const { model, tools, boundary } = work;
  const begun = await talk.begin({ estimate: model.estimate(toldOf(talk, work, false), tools) });
  if (!begun.go) return talk.stopped();
  if (begun.messages.length > 0) stall.reset();
  for (const message of begun.messages) talk.say(wordsTurn(message));
  if (begun.wrapUp) talk.say({ by: 'house', text: lastWord, closing: true });
  const reply = await answerTo(talk, work, begun.wrapUp);
  if (reply === null) return talk.aborted();
  talk.spend(reply.cost);
  if (reply.kind === 'failed') return begun.wrapUp ? talk.stopped() : retryShorter(talk, work, reply);
  const turn = withUniqueIds(begun.wrapUp ? { ...reply.turn, calls: [] } : reply.turn, talk.callIds());
  talk.say(turn);
  if (turn.text !== '') boundary.output(`\n${turn.text}\n`);
  if (begun.wrapUp) return talk.closed(turn.text);
  return turn.calls.length > 0
    ? makeAll(talk, work, stall, reply.cut)
    : conclude(talk, work, stall, { ...reply, turn });
}

const toldOf = (talk: Conversation, { model, system }: Work, closing: boolean): Talk => ({
  system,
  turns: shorten(talk.turns, model.longest),
  closing,
});

/** A request that was too long for the model is sent again, shorter, as long as shortening makes a difference. */
function retryShorter(
  talk: Conversation,
  { model }: Work,
  { tooLong, error, passing, retryAfter }: CallFailed,
): StageResult | null {
  const now = lengthOf(shorten(talk.turns, model.longest));
  const then = lengthOf(shorten([...talk.turns, tooLongNote], model.longest));
  if (!tooLong || then > now * worthwhile) return talk.failed(error, { passing, retryAfter });
  talk.say(tooLongNote);
  return null;
}

/** Null if it was aborted: the request was sent already, so its estimate is booked. */
async function answerTo(talk: Conversation, work: Work, closing: boolean): Promise<AgentReply | null> {
  const { model, tools, boundary } = work;
  const told = toldOf(talk, work, closing);
  try {
    return await model.call(told, tools, boundary.signal);
  } catch (error) {
    if (!boundary.signal.aborted) throw error;
    talk.spend(model.estimate(told, tools));
    return null;
  }
}

async function makeAll(
  talk: Conversation,
  work: Work,
  stall: StallDetector,
  cut: boolean,
): Promise<StageResult | null> {
  const stopped = await makeCalls(talk, work);
  if (stopped) return stopped;
  const exchange = talk.exchange();
  if (exchange === null) throw new Error('bug: calls were made that no answer asked for');
  const isBroken = exchange.answer.calls.every((it) => 'problem' in readCall(it, work.tools));
  const why = isBroken ? stall.unusable(cut) : stall.made(exchange);
  return why === null ? null : talk.gaveUp(why);
}

/** An answer without calls is the report, unless it is empty or was cut off. */
function conclude(talk: Conversation, work: Work, stall: StallDetector, { turn, cut }: Answered): StageResult | null {
  if (!cut && turn.text.trim() !== '') return talk.done(work.outputOf(turn.text, talk.turns));
  const why = stall.unusable(cut);
  if (why !== null) return talk.failed(why);
  talk.say({ by: 'house', text: cut ? cutAnswer : emptyAnswer });
  return null;
}
